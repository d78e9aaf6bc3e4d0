-- names: the names of several archives, as when one archive had loaded all: whom an instance does not name is called as people are
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
