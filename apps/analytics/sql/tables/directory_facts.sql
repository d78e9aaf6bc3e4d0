-- Ledger: What replies of the directory contain about an id: the values of one entry, with the first and the latest reply that has them
-- After: snapshots
create table ledger.directory_facts (
  instance_id varchar not null,
  id varchar not null using compression uncompressed,
  -- In a list of contacts or chats.
  is_listed boolean not null,
  name varchar using compression uncompressed,
  contact_name varchar using compression uncompressed,
  type varchar,
  phone_number varchar,
  owner_id varchar,
  description varchar,
  created_seconds bigint,
  size integer,
  -- The number of a hidden id.
  number varchar,
  -- Another id of the same kind.
  same varchar,
  first_seen_at timestamptz not null,
  -- Of the latest reply: whether its time is known (1 bit), the time (ms since 1970, 42 bits), the place in it (20 bits).
  last bigint not null
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
create or replace temp macro reported_at(last) as make_timestamptz(((last >> 20) & 4398046511103) * 1000);

-- Which of two facts is later; values of the same moment have an order, too.
create or replace temp macro fact_rank(last, value) as last::hugeint * 4294967296 + (hash(value) >> 32)::hugeint;

-- A notification has a time of its own, before that of its log.
create or replace temp macro seen_at(seconds, requested_at) as
  least(to_timestamp(greatest(least(seconds, ceil(epoch(requested_at))::bigint), 0)), requested_at);

create or replace temp view reported_entries as
select
  s.instance_id,
  seen_at(d.seen_seconds, s.requested_at) as requested_at,
  ((not s.requested_at_is_guess)::bigint << 62)
    + (least(greatest(epoch_ms(seen_at(d.seen_seconds, s.requested_at)), 0), 4398046511103) << 20)
    + least(d.place, 1048575) as last,
  d.group_id is null and s.journal in ('contacts', 'chats') as is_listed,
  d.group_id is null and s.journal = 'group' and id_kind(d.id) = 'group' as is_group_reply,
  d.*
from stage.directory as d
join stage.snapshots as s using (snapshot_no);

create or replace temp view reported_values as
select *
from reported_entries
where is_listed
  or coalesce(name, contact_name, type, phone_number, owner_id, description) is not null
  or created_seconds is not null
  or size is not null;

-- Ids with more than one fact: most ids of a list have one.
create or replace temp table repeated_ids as
select instance_id, id
from reported_values
group by all
having count(*) > 1;

-- of earlier loads
insert into repeated_ids by name
select distinct t.instance_id, t.id
from reported_values as t
semi join ledger.directory_facts as f on f.instance_id = t.instance_id and f.id = t.id
anti join repeated_ids as r on r.instance_id = t.instance_id and r.id = t.id;

create or replace temp table reported_facts as
with pairs as (
  select instance_id, id, unnest(others) as other, requested_at, last
  from reported_entries
  where others is not null
)
select
  instance_id, id, is_listed, name, contact_name, type, phone_number, owner_id, description, created_seconds, size,
  null::varchar as number,
  null::varchar as same,
  requested_at as first_seen_at,
  last
from reported_values
semi join repeated_ids using (instance_id, id)
union all by name
select
  instance_id,
  case when id_kind(id) = 'person' and id_kind(other) = 'lid' then other else id end as id,
  false as is_listed,
  case
    when id_kind(id) = id_kind(other) then null
    when id_kind(id) = 'person' and id_kind(other) = 'lid' then id
    else other
  end as number,
  case when id_kind(id) = id_kind(other) then other end as same,
  requested_at as first_seen_at,
  last
from pairs;

-- at first only from stage.directory
create or replace temp table earlier_facts as
select f.*
from ledger.directory_facts as f
semi join reported_facts as t on t.instance_id = f.instance_id and t.id = f.id;

-- of earlier loads
delete from ledger.directory_facts as f
using (select distinct instance_id, id from reported_facts) as t
where t.instance_id = f.instance_id and t.id = f.id;

-- at first only from stage.directory
insert into ledger.directory_facts by name
select
  instance_id, id, is_listed, name, contact_name, type, phone_number, owner_id, description, created_seconds, size,
  requested_at as first_seen_at,
  last
from reported_values
anti join repeated_ids using (instance_id, id)
union all by name
select * exclude (first_seen_at, last), min(first_seen_at) as first_seen_at, max(last) as last
from (
  from reported_facts
  union all by name
  from earlier_facts
)
group by all;

-- The members of each group in each reply; lists that are the same are kept once.
-- only from stage.snapshots where journal = 'group'
create or replace temp table reported_members as
select
  snapshot_no, group_id,
  case when id_kind(id) = 'lid' then coalesce(list_filter(others, lambda other: id_kind(other) = 'person')[1], id) else id end
    as id,
  case when id_kind(id) = 'lid' then id else list_filter(others, lambda other: id_kind(other) = 'lid')[1] end as hidden_id,
  is_admin,
  is_super_admin
from stage.directory
where group_id is not null;

-- only from stage.snapshots where journal = 'group'
create or replace temp table reported_lists as
select
  snapshot_no, group_id,
  hash(list_sort(list({id: id, hidden: hidden_id, admin: is_admin, super: is_super_admin}))) as list_hash
from reported_members
group by all;

-- only from stage.snapshots where journal = 'group'
insert into ledger.directory_members by name
select distinct l.list_hash, m.id, m.hidden_id, m.is_admin, m.is_super_admin
from reported_members as m
join (
  select list_hash, arg_min({snapshot_no: snapshot_no, group_id: group_id}, {no: snapshot_no, id: group_id}) as place
  from reported_lists
  group by list_hash
) as l on l.place.snapshot_no = m.snapshot_no and l.place.group_id = m.group_id
anti join ledger.directory_members as k on k.list_hash = l.list_hash;

-- at first only from stage.snapshots where journal = 'group'
create or replace temp table touched_groups as
select distinct instance_id, id as chat_id
from reported_entries
where is_group_reply;

-- only from stage.snapshots where journal = 'group'
insert into ledger.directory_groups by name
select distinct d.instance_id, d.id as chat_id, d.snapshot_no, l.list_hash
from reported_entries as d
left join reported_lists as l on l.snapshot_no = d.snapshot_no and l.group_id = d.id
where d.is_group_reply;

-- invariants
-- a fact about an id is stored once
select * exclude (first_seen_at, last)
from ledger.directory_facts
group by all
having count(*) > 1;

-- every list of members is stored
select g.*
from ledger.directory_groups as g
anti join ledger.directory_members as m on m.list_hash = g.list_hash
where g.list_hash is not null;
