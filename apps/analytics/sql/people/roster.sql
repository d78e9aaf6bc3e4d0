-- roster: the people of the archive, joined and named by the roster of the user
-- Makes a table of the session that stands before the one of the cache. `roster_rows` holds a row per line: ids and the
-- other forms of each, name, alias, groups, whether a reply of the service
-- says so, and whether somebody is listed. A line joins the ids that it names; lines that name one id are one person. An
-- id that was never met is the one of its other forms that was. Digits (is_digits) may also be an id of MAX or Telegram:
-- they are one if nobody was met under either form and the archive is of these messengers only; `unclear_digits` holds
-- those met under both.
-- A phone number that the service gives for an id of these messengers means that id.
-- Parameters: {{tables}}, the schema of the cache.
create or replace temp table met_people as
select id
from {{tables}}.people
where list_has_any(evidence, ['seen', 'chat', 'vote']);

create or replace temp table roster_ids as
with written as (
  select line, unnest(ids, recursive := true)
  from temp.roster_rows
),
other_forms as (
  select f.id, any_value(f.form) as form
  from (
    select distinct w.id, w.form
    from (select id, unnest(forms) as form from written) as w
    semi join temp.met_people as m on m.id = w.form
    union
    select id, form from temp.phone_ids
  ) as f
  group by f.id
  having count(*) = 1
)
select distinct
  w.line,
  case
    when m.id is not null then w.id
    when f.form is not null then f.form
    when w.is_digits and a.is_bare then regexp_extract(w.id, '^\d+')
    else w.id
  end as id
from written as w
left join temp.met_people as m on m.id = w.id
left join other_forms as f on f.id = w.id
cross join (
  select coalesce(bool_and(messenger <> 'whatsapp'), false) as is_bare
  from {{tables}}.people
) as a;

create or replace temp table unclear_digits as
with written as (
  select line, path, row, unnest(ids, recursive := true)
  from temp.roster_rows
)
select w.line, w.path, w.row
from written as w
semi join temp.met_people as m on m.id = w.id
semi join temp.met_people as o on o.id = regexp_extract(w.id, '^\d+')
where w.is_digits;

create or replace temp table reply_pairs as
select distinct n.id as one, h.id as other
from temp.roster_rows as r
join temp.roster_ids as n on n.line = r.line and ends_with(n.id, '@c.us')
join temp.roster_ids as h on h.line = r.line and ends_with(h.id, '@lid')
where r.is_reply;

-- A name in a roster that chatledger exported counts only if the journal has another one.
create or replace temp table roster_names as
with known as (
  select id, name from {{tables}}.names
  union
  select id, name from {{tables}}.people
),
reported_again as (
  select i.line
  from temp.roster_ids as i
  join temp.roster_rows as r on r.line = i.line and r.is_own
  join known as k on k.id = i.id and k.name = r.name
)
select r.line, r.name
from temp.roster_rows as r
anti join reported_again as t on t.line = r.line
where r.name is not null;

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
    coalesce(person_rank(id), '3') || id
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
    first(n.name order by n.line) filter (n.name is not null) as name,
    first(r.alias order by r.line) filter (r.alias is not null) as alias,
    list_sort(list_distinct(flatten(list(r.groups) filter (r.is_listed)))) as groups,
    list_sort(list_distinct(flatten(list(r.chat_ids) filter (r.is_listed)))) as chat_ids,
    bool_or(r.is_listed) as is_listed
  from temp.roster_ids as i
  join temp.roster_rows as r using (line)
  left join temp.roster_names as n using (line)
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
  coalesce(k.messenger, case when contains(p.id, '@') then 'whatsapp' end) as messenger,
  case
    when i.id is null then k.evidence
    else list_sort(list_distinct(list_concat(coalesce(k.evidence, []), i.evidence)))
  end as evidence,
  coalesce(l.is_listed, false) as is_listed,
  l.alias,
  l.groups,
  l.chat_ids
from persons as p
left join {{tables}}.people as k on k.id = p.id
left join (
  select id, list(distinct case when r.is_reply then 'directory' else 'roster' end) as evidence
  from temp.roster_ids
  join temp.roster_rows as r using (line)
  group by id
) as i on i.id = p.id
left join listed as l on l.label = p.label
left join names as n on n.label = p.label
order by p.id;

create or replace temp table listed_names as
select o.id, any_value(p.name) as name
from temp.roster_names as n
join temp.roster_ids as i using (line)
join people as p on p.id = i.id
join people as o on o.person_id = p.person_id
group by o.id;
