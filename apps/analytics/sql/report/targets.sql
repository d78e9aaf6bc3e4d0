-- targets: reactions in their order in the file: by chat and message, which target numbers from 0
-- A reaction to a message that it does not name is a target of its own, and is_known is 0.
create or replace temp table report_target as
with placed as (
  select
    r.target_message_id,
    r.text,
    a.chat,
    a.member as reactor,
    b.member as author,
    e.emoji,
    coalesce(q.day, 0) as day,
    case when r.target_message_id is null then row_number() over (order by a.member, b.member, q.day, e.emoji) end as own
  from report_reaction as r
  join report_member as a
    on a.instance_id = r.instance_id and a.chat_id = r.chat_id and a.sender_id = r.reactor_id
  join report_member as b
    on b.instance_id = r.instance_id and b.chat_id = r.chat_id and b.sender_id = r.author_id
  join report_emoji as e on e.emoji_base = r.emoji_base
  left join report_quarter as q on q.quarter = r.quarter
),
dated as (
  select *, min(day) over (partition by chat, target_message_id, own) as first_day
  from placed
)
select
  chat,
  first_day::integer as first_day,
  (dense_rank() over (order by chat, first_day, target_message_id nulls first, own) - 1)::integer as target,
  reactor,
  author,
  emoji,
  (day - first_day)::integer as later,
  (target_message_id is not null)::integer as is_known,
  text
from dated;
