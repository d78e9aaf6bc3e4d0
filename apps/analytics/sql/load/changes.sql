-- changes: which messages this load touches, and which of its records are their latest state
-- The order of observations: guessed times first, then time, then snapshot, then place from the oldest end.
-- Most messages of a load are new and seen once: only those with several observations are joined to anything.
-- Parameters: {{of_touched}}, a semi join with the keys of the load; empty when the cache was empty.
create or replace temp table ranks as
select
  snapshot_no,
  instance_id,
  requested_at,
  snapshot_id,
  row_number() over (order by requested_at_is_guess desc, requested_at, snapshot_id, instance_id)::bigint << 32 as base
from ledger.snapshots;

create or replace temp macro state_of(seconds, t, status, edited, deleted) as
  hash(seconds, t, status, edited, deleted);

create or replace temp view staged as
with placed as (
  select
    s.instance_id,
    s.journal,
    case when s.is_newest_first then s.record_count - 1 - r.record_index else r.record_index end as position,
    coalesce(
      case when r.type in ('incoming', 'outgoing') then r.type end,
      case when s.journal in ('incoming', 'outgoing') then s.journal end,
      case
        when r.status_message is not null or r.send_by_api is not null then 'outgoing'
        when r.sender_id is not null then 'incoming'
      end
    ) as direction,
    r.*
  from stage.records as r
  join stage.snapshots as s using (snapshot_no)
)
select
  * replace (
    case when direction = 'outgoing' then 'instance:' || instance_id else sender_id end as sender_id,
    -- An own message has the account as its sender; what it told besides stays in extra.
    case
      when direction = 'outgoing' and sender_id is not null
        then '{"senderId":' || to_json(sender_id)::varchar || coalesce(',' || substr(extra::varchar, 2), '}')
      else extra
    end as extra
  )
from placed;

insert into ledger.observations
select
  instance_id, chat_id, message_id, snapshot_no, position, timestamp_seconds,
  state_of(timestamp_seconds, text, status_message, is_edited, is_deleted)
from staged;

-- Touched messages with several observations: earliest timestamp, first and last observation.
create or replace temp table repeated as
select
  o.instance_id,
  o.chat_id,
  o.message_id,
  min(o.timestamp_seconds) as first_seconds,
  min(k.base + o.position) as first_order,
  max(k.base + o.position) as last_order
from ledger.observations as o
join ranks as k using (snapshot_no)
{{of_touched}}
group by all
having count(*) > 1;

-- Records of this load that are not the latest state of their message.
create or replace temp table losers as
select s.snapshot_no, s.record_index
from staged as s
join ranks as k using (snapshot_no)
join repeated as r
  on r.instance_id = s.instance_id and r.chat_id = s.chat_id and r.message_id = s.message_id
where k.base + s.position <> r.last_order;

create or replace temp view latest as
select
  s.*,
  coalesce(r.first_seconds, s.timestamp_seconds) as first_seconds,
  coalesce(r.first_order, k.base + s.position) as first_order,
  r.message_id is not null as is_repeated
from staged as s
join ranks as k on k.snapshot_no = s.snapshot_no
left join repeated as r
  on r.instance_id = s.instance_id and r.chat_id = s.chat_id and r.message_id = s.message_id
anti join losers as x on x.snapshot_no = s.snapshot_no and x.record_index = s.record_index;

-- Messages that were there before: those whose latest state this load brings, and all that it touches.
create or replace temp table replaced as
select r.instance_id, r.chat_id, r.message_id
from repeated as r
semi join (
  select s.instance_id, s.chat_id, s.message_id
  from staged as s
  anti join losers as x on x.snapshot_no = s.snapshot_no and x.record_index = s.record_index
) as w on w.instance_id = r.instance_id and w.chat_id = r.chat_id and w.message_id = r.message_id
semi join messages as m
  on m.instance_id = r.instance_id and m.chat_id = r.chat_id and m.message_id = r.message_id;
