-- roster: the people of the archive, joined and named by the roster of the user
-- Makes a table of the session that stands before the one of the cache. `roster_rows` holds a row per line: ids, name,
-- alias, groups. A line joins the ids that it names; lines that name one id are one person.
-- Parameters: {{tables}}, the schema of the cache.
create or replace temp table roster_ids as
select line, unnest(ids) as id
from temp.roster_rows;

create or replace temp table people as
with recursive links as (
  select person_id as one, id as other
  from {{tables}}.people
  where person_id <> id
  union
  select min(id) over (partition by line), id
  from temp.roster_ids
),
known as (
  select id from {{tables}}.people
  union
  select id from temp.roster_ids
),
both_ways as (
  select one, other from links where one <> other
  union
  select other, one from links where one <> other
),
persons(id, label) using key (id) as (
  select
    id,
    case id_kind(id)
      when 'own' then '0'
      when 'person' then '1'
      when 'lid' then '2'
      else '3'
    end || id
  from known
  union
  (
    select p.id, min(n.label)
    from recurring.persons as p
    join both_ways as l on l.one = p.id
    join persons as n on n.id = l.other
    where n.label < p.label
    group by p.id
  )
),
listed as (
  select
    p.label,
    first(r.name order by r.line) filter (r.name is not null) as name,
    first(r.alias order by r.line) filter (r.alias is not null) as alias,
    list_sort(list_distinct(flatten(list(r.groups)))) as groups,
    list_sort(list_distinct(flatten(list(r.chat_ids)))) as chat_ids
  from temp.roster_ids as i
  join temp.roster_rows as r using (line)
  join persons as p on p.id = i.id
  group by p.label
),
names as (
  select p.label, k.name
  from {{tables}}.people as k
  join persons as p on p.id = k.id
  where k.name is not null
  qualify row_number() over (partition by p.label order by 'seen' in k.evidence desc, k.person_id <> substr(p.label, 2), k.id) = 1
)
select
  p.id,
  substr(p.label, 2) as person_id,
  coalesce(l.name, n.name) as name,
  case
    when i.id is null then k.evidence
    else list_sort(list_append(coalesce(k.evidence, []), 'roster'))
  end as evidence,
  l.label is not null as is_listed,
  l.alias,
  l.groups,
  l.chat_ids
from persons as p
left join {{tables}}.people as k on k.id = p.id
left join (select distinct id from temp.roster_ids) as i on i.id = p.id
left join listed as l on l.label = p.label
left join names as n on n.label = p.label
order by p.id;
