-- Title: Group members | Участники групп
-- Grain: One row per member of a group and uninterrupted period in which the service listed them, which shows joins and leaves | Строка — участник группы и непрерывный период, когда он был в её списке
-- Place: 28
-- After: groups
-- Key: instance_id, chat_id, member_id, first_seen_at
-- Order: instance_id, chat_id, member_id, first_seen_at
-- Time: none
-- Follows: groups
-- Changes with: anything
-- Met: elsewhere
create table group_members (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  chat_id varchar not null, -- chat | Id чата | Group (chatId)
  -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id: from --names, otherwise the latest one given by the service
  member_id varchar not null, -- person | Id участника | Member: the phone number if known, otherwise the hidden id
  -- member_name not in parquet: name of member_id | Участник | Name of member_id
  hidden_id varchar, -- id | Скрытый id | Hidden id (lid) that the service gives for the number
  is_admin boolean not null, -- kept | Администратор | True if the latest reply of this period lists them as administrator
  is_super_admin boolean not null, -- kept | Создатель | True if it lists them as super administrator
  first_seen_at timestamptz not null, -- kept | Впервые увидено | Request time of the first reply of this period that lists them, UTC; they joined before
  last_seen_at timestamptz not null, -- kept | Увидено в последний раз | Request time of the last one, UTC
  left_by timestamptz -- kept | Вышел до | Request time of the first reply that no longer lists them, UTC; they left before; NULL for current members
);

-- merge
-- at first only from stage.snapshots where journal = 'group'

-- New pairs of numbers and hidden ids may change to whom the ids of members belong.
insert into touched_groups by name
select distinct g.instance_id, g.chat_id
from ledger.directory_groups as g
join ledger.directory_members as m using (list_hash)
semi join changed_ids as c on c.id = m.id
anti join touched_groups as t on t.instance_id = g.instance_id and t.chat_id = g.chat_id;

-- of earlier loads
delete from group_members as m
using touched_groups as t
where t.instance_id = m.instance_id and t.chat_id = m.chat_id;

insert into group_members by name
with replies as (
  select g.instance_id, g.chat_id, g.list_hash, k.base, k.requested_at
  from ledger.directory_groups as g
  join ranks as k using (snapshot_no)
  semi join touched_groups as t on t.instance_id = g.instance_id and t.chat_id = g.chat_id
  where g.list_hash is not null
),
changes as (
  select
    *,
    list_hash is distinct from lag(list_hash) over (partition by instance_id, chat_id order by base) as is_new
  from replies
),
stretches as (
  select *, count(*) filter (is_new) over (partition by instance_id, chat_id order by base) as run
  from changes
),
runs as (
  select
    instance_id, chat_id, list_hash, run,
    min(requested_at) as first_at,
    max(requested_at) as last_at
  from stretches
  group by all
),
numbers as (
  select other as id, min(one) as number_id
  from ledger.id_pairs
  where id_kind(one) = 'person'
  group by other
),
listed as (
  select
    r.instance_id, r.chat_id, r.run, r.first_at, r.last_at,
    coalesce(n.number_id, m.id) as member_id,
    max(coalesce(m.hidden_id, case when id_kind(m.id) = 'lid' then m.id end)) as hidden_id,
    bool_or(m.is_admin) as is_admin,
    bool_or(m.is_super_admin) as is_super_admin
  from runs as r
  join ledger.directory_members as m using (list_hash)
  left join numbers as n on n.id = m.id
  group by all
),
placed as (
  select
    *,
    run - row_number() over (partition by instance_id, chat_id, member_id order by run) as island
  from listed
),
periods as (
  select
    instance_id, chat_id, member_id,
    arg_max(nullif(hidden_id, member_id), run) as hidden_id,
    arg_max(is_admin, run) as is_admin,
    arg_max(is_super_admin, run) as is_super_admin,
    min(first_at) as first_seen_at,
    max(last_at) as last_seen_at,
    max(run) as last_run
  from placed
  group by instance_id, chat_id, member_id, island
)
select p.* exclude (last_run), r.first_at as left_by
from periods as p
left join runs as r on r.instance_id = p.instance_id and r.chat_id = p.chat_id and r.run = p.last_run + 1
order by p.instance_id, p.chat_id, p.member_id, p.first_seen_at;

-- one chat
create or replace temp view joined_group_members as
from {{tables}}.group_members;

-- people
create or replace temp view group_members as
select
  m.* replace (coalesce(p.person_id, m.member_id) as member_id)
from {{tables}}.group_members as m
left join temp.person_of as p on p.id = m.member_id
qualify row_number() over (
  partition by m.instance_id, m.chat_id, coalesce(p.person_id, m.member_id), m.first_seen_at
  order by m.left_by desc nulls first, m.member_id
) = 1;

-- invariants
-- every group of members is among the groups
select m.*
from group_members as m
anti join groups as g on g.instance_id = m.instance_id and g.chat_id = m.chat_id;
