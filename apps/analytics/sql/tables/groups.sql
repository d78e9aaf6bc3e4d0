-- Title: Groups | Группы
-- Grain: One row per group and name given by the service, with the time it was seen, which shows renames | Строка — группа и её название по данным сервиса, со временем, когда оно встречалось
-- Place: 27
-- After: id_pairs
-- Key: instance_id, chat_id, name
-- Order: instance_id, chat_id, first_seen_at, name
-- Time: none
-- Follows: groups
-- Changes with: anything
-- Met: elsewhere
create table groups (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  chat_id varchar not null, -- chat | Id чата | Group (chatId)
  -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id: from --names, otherwise the latest one given by the service
  name varchar, -- name of chat_id | Имя | Name given by the service; NULL if none is known yet
  is_current boolean not null, -- kept | Действует | True for the latest name
  owner_id varchar, -- person | Id владельца | Latest known owner of the group
  -- owner_name not in parquet: name of owner_id | Владелец | Name of owner_id
  description varchar, -- text | Описание | Latest known description of the group
  created_at timestamptz, -- kept | Создана | When the group was created, UTC
  member_count integer, -- kept | Участников | Latest known number of members
  first_seen_at timestamptz not null, -- kept | Впервые увидено | Request time of the first reply that contains the name, UTC
  last_seen_at timestamptz not null -- kept | Увидено в последний раз | Request time of the latest reply that contains it, UTC
);

-- merge
-- at first only from stage.directory

create or replace temp table reported_groups as
select distinct instance_id, id
from reported_values
where id_kind(id) = 'group';

-- of earlier loads
delete from groups as g
using reported_groups as t
where t.instance_id = g.instance_id and t.id = g.chat_id;

insert into groups by name
with facts as (
  select f.*
  from ledger.directory_facts as f
  semi join reported_groups as t on t.instance_id = f.instance_id and t.id = f.id
),
reported as (
  select
    instance_id, id,
    arg_max(owner_id, fact_rank(last, owner_id)) as owner_id,
    arg_max(description, fact_rank(last, description)) as description,
    arg_max(created_seconds, fact_rank(last, created_seconds)) as created_seconds,
    arg_max(size, fact_rank(last, size)) as size,
    arg_max(name, fact_rank(last, name)) as current_name,
    arg_max(type, fact_rank(last, type)) as type,
    min(first_seen_at) as first_seen_at,
    max(reported_at(last)) as last_seen_at
  from facts
  group by all
),
reported_names as (
  select instance_id, id, name, min(first_seen_at) as first_seen_at, max(last) as last
  from facts
  where name is not null
  group by all
),
-- If the size is unknown: the members of the latest reply that lists any.
latest_lists as (
  select g.instance_id, g.chat_id, arg_max(g.list_hash, k.base) as list_hash
  from ledger.directory_groups as g
  join ranks as k using (snapshot_no)
  semi join reported_groups as t on t.instance_id = g.instance_id and t.id = g.chat_id
  where g.list_hash is not null
  group by all
),
counted as (
  select l.instance_id, l.chat_id, count(distinct m.id) as members
  from latest_lists as l
  join ledger.directory_members as m using (list_hash)
  group by all
)
select
  t.instance_id,
  t.id as chat_id,
  n.name,
  n.name is not distinct from t.current_name as is_current,
  t.owner_id,
  t.description,
  to_timestamp(t.created_seconds) as created_at,
  coalesce(t.size, c.members::integer) as member_count,
  coalesce(n.first_seen_at, t.first_seen_at) as first_seen_at,
  coalesce(reported_at(n.last), t.last_seen_at) as last_seen_at
from reported as t
left join reported_names as n on n.instance_id = t.instance_id and n.id = t.id
left join counted as c on c.instance_id = t.instance_id and c.chat_id = t.id
where t.type is distinct from 'channel'
  or c.members is not null
order by t.instance_id, t.id, first_seen_at, n.name;

-- one chat
create or replace temp view joined_groups as
from {{tables}}.groups;

-- invariants
-- a group has one current name, or none
select instance_id, chat_id
from groups
group by all
having count(*) filter (is_current) <> 1;
