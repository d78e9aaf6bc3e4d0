-- people: the people of several archives, as if one archive had loaded everything: ids that any of them links are one person
-- Parameters: {{files}}, a list of the files of all archives.
with recursive reported as (
  select * from read_parquet({{files}}, hive_partitioning = false)
),
both_ways as (
  select id as one, person_id as other from reported where id <> person_id
  union
  select person_id, id from reported where id <> person_id
),
linked(id, label) using key (id) as (
  select
    id,
    coalesce(person_rank(id), '3') || id
  from (select distinct id from reported)
  union
  (
    select p.id, min(n.label)
    from recurring.linked as p
    join both_ways as l on l.one = p.id
    join linked as n on n.id = l.other
    where n.label < p.label
    group by p.id
  )
),
sender_names as (
  select
    l.label,
    arg_max(s.sender_name, {moment: coalesce(s.last_message_at, '-infinity'), id: s.sender_id, place: s.instance_id})
      filter (s.sender_name is not null) as sender_name,
    arg_max(s.sender_contact_name, {moment: coalesce(s.last_message_at, '-infinity'), id: s.sender_id, place: s.instance_id})
      filter (s.sender_contact_name is not null) as sender_contact_name
  from senders as s
  join linked as l on l.id = s.sender_id
  group by l.label
),
reported_names as (
  select
    l.label,
    min(t.name) filter ((l.label, t.name) in (
      select (k.label, unnest([d.contact_name, d.name]))
      from contacts_directory as d
      join linked as k on k.id = d.id
    )) as directory_name,
    min(t.name) as other_name
  from linked as l
  join reported as t on t.id = l.id
  group by l.label
)
select
  l.id,
  substr(l.label, 2) as person_id,
  any_value(coalesce(n.directory_name, s.sender_name, s.sender_contact_name, n.other_name)) as name,
  case when min(t.messenger) = max(t.messenger) then min(t.messenger) end as messenger,
  list_sort(list_distinct(flatten(list(t.evidence)))) as evidence,
  bool_or(t.is_listed) as is_listed,
  null::varchar as alias,
  null::varchar[] as groups,
  null::varchar[] as chat_ids
from linked as l
join reported as t on t.id = l.id
left join sender_names as s on s.label = l.label
left join reported_names as n on n.label = l.label
group by l.id, l.label
order by l.id
