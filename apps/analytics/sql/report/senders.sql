-- senders: the people of the report, in the order of their numbers
with numbered as (
  select distinct sender, instance_id, sender_id
  from report_member
)
select n.instance_id, n.sender_id, coalesce(s.sender_name, s.sender_contact_name) as sender_name
from numbered as n
left join senders as s on s.instance_id = n.instance_id and s.sender_id = n.sender_id
order by n.sender;
