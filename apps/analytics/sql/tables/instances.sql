-- Ledger: The messenger of each instance: from its settings, otherwise inferred from the ids of its records or its number
-- After: snapshots
create table ledger.instances (
  instance_id varchar not null,
  -- typeInstance in the latest settings.
  type_instance varchar,
  -- Number of the account in its latest settings.
  own_id varchar,
  -- Whether ids of chats are digits only; NULL if no record shows it.
  has_bare_ids boolean,
  messenger varchar not null,
  is_messenger_assumed boolean not null
);

-- merge
create or replace temp table reported_instances as
with types as (
  select
    s.instance_id,
    arg_max(s.type_instance, k.base) as type_instance,
    arg_max(s.own_id, k.base) as own_id
  from ledger.snapshots as s
  join ranks as k using (snapshot_no)
  group by s.instance_id
),
met_chats as (
  select distinct instance_id, chat_id
  from staged
  where contains(chat_id, '@') or regexp_full_match(chat_id, '-?[0-9]+')
),
forms as (
  select instance_id, bool_and(has_bare_ids) as has_bare_ids
  from (
    select instance_id, not contains(chat_id, '@') as has_bare_ids from met_chats
    union all
    select instance_id, has_bare_ids from ledger.instances where has_bare_ids is not null
  )
  group by instance_id
)
select
  t.instance_id, t.type_instance, t.own_id, f.has_bare_ids,
  unnest(messenger_of(t.instance_id, t.type_instance, f.has_bare_ids))
from types as t
left join forms as f on f.instance_id = t.instance_id;

create or replace temp table changed_instances as
select t.instance_id, t.messenger
from reported_instances as t
join ledger.instances as i on i.instance_id = t.instance_id
where i.messenger <> t.messenger;

-- of earlier loads
delete from ledger.instances;

insert into ledger.instances by name
from reported_instances;

-- invariants
-- an instance has one messenger
select instance_id
from ledger.instances
group by instance_id
having count(*) > 1;

-- every message is of the messenger of its instance
select m.*
from messages as m
left join ledger.instances as i on i.instance_id = m.instance_id
where m.messenger is distinct from i.messenger;
