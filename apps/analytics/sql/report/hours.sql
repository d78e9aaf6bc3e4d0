-- hours: messages of the report by member, hour and kind; hour 0 is for messages without a time
create or replace temp table report_hour as
select
  b.member,
  case when m.quarter = -1 then 0 else q.day * 24 + q.hour end as hour,
  k.kind,
  m.answer_seconds
from report_message as m
join report_member as b using (instance_id, chat_id, sender_id)
join report_kind as k using (type_message, domains)
left join report_quarter as q using (quarter);
