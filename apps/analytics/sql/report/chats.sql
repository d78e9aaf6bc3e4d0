-- chats: the chats of the report, in the order of their numbers
with numbered as (
  select distinct chat, instance_id, chat_id
  from report_member
)
select n.instance_id, n.chat_id, coalesce(c.chat_type, 'other') as chat_type, k.name as chat_name
from numbered as n
left join names as k on k.instance_id = n.instance_id and k.id = n.chat_id
left join chats as c on c.instance_id = n.instance_id and c.chat_id = n.chat_id
order by n.chat;
