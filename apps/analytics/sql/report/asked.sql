-- asked: polls in their order in the file, numbered from 0: by chat and day
create or replace temp table report_asked as
select
  p.instance_id,
  p.chat_id,
  p.poll_message_id,
  p.poll_name,
  (row_number() over (
    order by b.chat, coalesce(q.day, 0), p.asked_at nulls first, p.poll_message_id
  ) - 1)::integer as poll,
  b.chat,
  b.member as asker,
  coalesce(q.day, 0)::integer as day,
  p.multiple_answers::integer as multiple
from report_poll as p
join report_member as b
  on b.instance_id = p.instance_id and b.chat_id = p.chat_id and b.sender_id = p.asked_by
left join report_quarter as q on q.quarter = p.quarter;
