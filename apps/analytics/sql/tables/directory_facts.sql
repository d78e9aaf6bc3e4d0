-- Ledger: What replies of the directory tell of an id, each value with the first and the latest reply that told it
-- After: snapshots
create table ledger.directory_facts (
  instance_id varchar not null,
  id varchar not null,
  -- listed, name, contact_name, type, phone_number, owner_id, description, created_seconds, size; number: of a hidden id;
  -- same: another id of the same kind.
  fact varchar not null,
  value varchar not null,
  first_seen_at timestamptz not null,
  last struct(is_known boolean, seen_at timestamptz, place bigint) not null
);
create table ledger.directory_members (
  list_hash ubigint not null,
  id varchar not null,
  hidden_id varchar,
  is_admin boolean not null,
  is_super_admin boolean not null
);
create table ledger.directory_groups (
  instance_id varchar not null,
  chat_id varchar not null,
  snapshot_no integer not null,
  -- NULL for a reply that tells no members.
  list_hash ubigint
);

-- merge
create or replace temp view told_entries as
select s.instance_id, s.journal, s.requested_at, not s.requested_at_is_guess as is_known, d.*
from stage.directory as d
join stage.snapshots as s using (snapshot_no);

create or replace temp table told_facts as
with said as (
  unpivot (
    select
      instance_id, id, requested_at, is_known, place,
      case when group_id is null and journal <> 'group' then '' end as listed,
      name, contact_name, type, phone_number, owner_id, description,
      created_seconds::varchar as created_seconds,
      size::varchar as size
    from told_entries
  )
  on listed, name, contact_name, type, phone_number, owner_id, description, created_seconds, size
  into name fact value value
),
pairs as (
  select instance_id, id, unnest(others) as other, requested_at, is_known, place
  from told_entries
  where others is not null
),
told as (
  from said
  union all by name
  select
    instance_id, requested_at, is_known, place,
    case when id_kind(id) = 'person' and id_kind(other) = 'lid' then other else id end as id,
    case when id_kind(id) = id_kind(other) then 'same' else 'number' end as fact,
    case when id_kind(id) = 'person' and id_kind(other) = 'lid' then id else other end as value
  from pairs
)
select
  instance_id, id, fact, value,
  requested_at as first_seen_at,
  {is_known: is_known, seen_at: requested_at, place: place} as last
from told;

create or replace temp table touched_entries as
select distinct instance_id, id
from told_facts;

create or replace temp table merged_facts as
select instance_id, id, fact, value, min(first_seen_at) as first_seen_at, max(last) as last
from (
  from told_facts
  union all
  select f.*
  from ledger.directory_facts as f
  semi join touched_entries as t on t.instance_id = f.instance_id and t.id = f.id
)
group by instance_id, id, fact, value;

-- of earlier loads
delete from ledger.directory_facts as f
using touched_entries as t
where t.instance_id = f.instance_id and t.id = f.id;

insert into ledger.directory_facts by name
from merged_facts;

-- The members of each group in each reply; lists that are the same are kept once.
create or replace temp table told_members as
select
  snapshot_no, group_id,
  case when id_kind(id) = 'lid' then coalesce(list_filter(others, lambda other: id_kind(other) = 'person')[1], id) else id end
    as id,
  case when id_kind(id) = 'lid' then id else list_filter(others, lambda other: id_kind(other) = 'lid')[1] end as hidden_id,
  is_admin,
  is_super_admin
from stage.directory
where group_id is not null;

create or replace temp table told_lists as
select
  snapshot_no, group_id,
  hash(list_sort(list({id: id, hidden: hidden_id, admin: is_admin, super: is_super_admin}))) as list_hash
from told_members
group by all;

insert into ledger.directory_members by name
select distinct l.list_hash, m.id, m.hidden_id, m.is_admin, m.is_super_admin
from told_members as m
join (
  select list_hash, arg_min({snapshot_no: snapshot_no, group_id: group_id}, {no: snapshot_no, id: group_id}) as place
  from told_lists
  group by list_hash
) as l on l.place.snapshot_no = m.snapshot_no and l.place.group_id = m.group_id
anti join ledger.directory_members as k on k.list_hash = l.list_hash;

create or replace temp table touched_groups as
select distinct d.instance_id, d.id as chat_id
from told_entries as d
where d.journal = 'group'
  and d.group_id is null
  and id_kind(d.id) = 'group';

insert into ledger.directory_groups by name
select distinct d.instance_id, d.id as chat_id, d.snapshot_no, l.list_hash
from told_entries as d
left join told_lists as l on l.snapshot_no = d.snapshot_no and l.group_id = d.id
where d.journal = 'group'
  and d.group_id is null
  and id_kind(d.id) = 'group';

-- invariants
-- a fact of an id stands once
select instance_id, id, fact, value
from ledger.directory_facts
group by all
having count(*) > 1;

-- every list of members is there
select g.*
from ledger.directory_groups as g
anti join ledger.directory_members as m on m.list_hash = g.list_hash
where g.list_hash is not null;
