-- names: the names of a session, with those of the user's file and of the roster before those of the journal
-- Makes a table of the session that stands before the one of the cache, and sees what the session sees: people and
-- senders as they are counted. `file_names` holds line, id and name. What the file says of one id of a person holds for
-- the others too, unless it names them.
-- Parameters: {{tables}}, the schema of the cache.
create or replace temp table names as
with filed as (
  select id, first(name order by line) as name
  from temp.file_names
  group by id
),
filed_persons as (
  select p.person_id, first(f.name order by f.id = p.person_id desc, f.id) as name
  from filed as f
  join people as p on p.id = f.id
  group by p.person_id
),
listed as (
  select id, name
  from people
  where is_listed
),
met as (
  select instance_id, id from {{tables}}.names
  union
  select n.instance_id, p.person_id
  from {{tables}}.names as n
  join people as p on p.id = n.id
)
select
  m.instance_id,
  m.id,
  coalesce(f.name, fp.name, l.name, s.sender_name, s.sender_contact_name, p.name, n.name) as name
from met as m
left join filed as f on f.id = m.id
left join people as p on p.id = m.id
left join filed_persons as fp on fp.person_id = coalesce(p.person_id, m.id)
left join listed as l on l.id = m.id
left join senders as s on s.instance_id = m.instance_id and s.sender_id = m.id
left join {{tables}}.names as n on n.instance_id = m.instance_id and n.id = m.id
order by m.instance_id, m.id;
