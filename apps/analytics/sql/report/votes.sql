-- votes: chosen options of every update of the polls, and whether the update was in the period
-- Updates outside of it are kept: a later one means that an earlier is no longer a voter's choice.
create or replace temp table report_vote as
with updates as (
  select
    *,
    coalesce(voted_at >= $from::timestamptz, $from::timestamptz is null)
      and coalesce(voted_at < $to::timestamptz, $to::timestamptz is null) as is_inside
  from poll_votes
)
select
  v.instance_id,
  v.chat_id,
  v.poll_message_id,
  v.voter_id,
  v.sequence,
  coalesce(min(o.option_index), -1)::integer as option_index,
  any_value(case when v.is_inside then coalesce(epoch(v.voted_at)::bigint // 900, -1) else -1 end) as quarter,
  any_value(v.is_inside) as is_inside
from updates as v
semi join report_poll as p
  on p.instance_id = v.instance_id and p.chat_id = v.chat_id and p.poll_message_id = v.poll_message_id
left join poll_options as o
  on o.instance_id = v.instance_id and o.chat_id = v.chat_id and o.poll_message_id = v.poll_message_id
  and o.option_name = v.option_name
group by v.instance_id, v.chat_id, v.poll_message_id, v.voter_id, v.sequence, v.option_name;
