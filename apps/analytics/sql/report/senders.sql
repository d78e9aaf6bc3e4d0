-- senders: the people of the report, in the order of their numbers
with numbered as (
  select distinct sender, instance_id, sender_id
  from report_member
)
select n.instance_id, n.sender_id, k.name as sender_name
from numbered as n
left join names as k on k.instance_id = n.instance_id and k.id = n.sender_id
order by n.sender;
