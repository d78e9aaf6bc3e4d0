-- names: the names of several archives, as if one archive had loaded everything: people without a name in an instance get the name in people
-- Parameters: {{source}}, what gives the rows of all archives.
select
  n.instance_id,
  n.id,
  n.directory_name,
  case
    when p.id is null then n.name
    else coalesce(n.directory_name, s.sender_name, s.sender_contact_name, p.name)
  end as name
from {{source}} as n
left join people as p on p.id = n.id
left join senders as s on s.instance_id = n.instance_id and s.sender_id = n.id
order by n.instance_id, n.id
