-- names: the names of a session: those of the user's files, of the roster, of saved replies, of the directory, then of the journal
-- Makes a table of the session that stands before the one of the cache, and sees what the session sees: people and
-- senders as they are counted. `file_names` holds line, path, row, instance_id (NULL: all), id and its other forms, and
-- name, also as it is written. What a file says of one id of a person holds for the others too, and what it says of an id
-- in one instance holds in the others, unless it names them; but a name that the journal tells as well says nothing new,
-- and in a file of ours (is_own) that does not tell instances it says nothing at all.
-- Parameters: {{tables}}, the schema of the cache.
create temp table if not exists listed_names (id varchar, name varchar);

create or replace temp table names as
with met as (
  select instance_id, id from {{tables}}.names
  union
  select n.instance_id, p.person_id
  from {{tables}}.names as n
  join people as p on p.id = n.id
),
directory as (
  select
    n.instance_id,
    coalesce(p.person_id, n.id) as person_id,
    first(n.directory_name order by n.id = p.person_id desc, n.id) as name
  from {{tables}}.names as n
  left join people as p on p.id = n.id
  where n.directory_name is not null
  group by all
),
journal as (
  select
    m.instance_id,
    m.id,
    coalesce(p.person_id, m.id) as person_id,
    l.name as listed_name,
    coalesce(l.name, d.name, s.sender_name, s.sender_contact_name, p.name, n.name) as name
  from met as m
  left join people as p on p.id = m.id
  left join temp.listed_names as l on l.id = m.id
  left join senders as s on s.instance_id = m.instance_id and s.sender_id = m.id
  left join {{tables}}.names as n on n.instance_id = m.instance_id and n.id = m.id
  left join directory as d on d.instance_id = m.instance_id and d.person_id = coalesce(p.person_id, m.id)
),
met_ids as (
  select distinct id
  from met
),
other_forms as (
  select f.id, any_value(f.form) as form
  from (
    select id, unnest(forms) as form from temp.file_names
    union
    select id, form from temp.phone_ids
  ) as f
  semi join met_ids as m on m.id = f.form
  group by f.id
  having count(*) = 1
),
read as (
  select f.* replace (case when m.id is null then coalesce(o.form, f.id) else f.id end as id)
  from temp.file_names as f
  left join met_ids as m on m.id = f.id
  left join other_forms as o on o.id = f.id
),
known as (
  select id, name from journal
  union
  select id, name from people
),
filed as (
  select r.*
  from read as r
  anti join known as k
    on r.is_own and r.instance_id is null and k.id = r.id and (k.name = r.name or k.name = r.written)
),
met_filed as (
  select
    f.line,
    f.is_reply,
    min(f.line) over (partition by f.path) as file,
    j.instance_id, j.id, j.person_id,
    coalesce(f.instance_id = j.instance_id, true) as is_here,
    f.name is distinct from j.name and f.written is distinct from j.name as is_other,
    case when f.written = j.name then j.name else f.name end as name
  from filed as f
  join journal as j on j.id = f.id
),
reported as (
  select *, coalesce(bool_or(is_other) filter (is_here) over (partition by line), true) as is_new
  from met_filed
),
named as (
  select
    instance_id, id,
    first(name order by is_here desc, file, is_new desc, line) filter (not is_reply) as name,
    first(name order by is_new desc, line) filter (is_reply) as reply_name
  from reported
  where is_here or is_new
  group by instance_id, id
),
named_persons as (
  select
    person_id,
    first(name order by id = person_id desc, id, file, line) filter (not is_reply) as name,
    first(name order by id = person_id desc, id, line) filter (is_reply) as reply_name
  from reported
  where is_new
  group by person_id
)
select
  j.instance_id,
  j.id,
  coalesce(n.name, p.name, j.listed_name, n.reply_name, p.reply_name, j.name) as name
from journal as j
left join named as n on n.instance_id = j.instance_id and n.id = j.id
left join named_persons as p on p.person_id = j.person_id
order by j.instance_id, j.id;
