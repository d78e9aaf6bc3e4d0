-- Title: Names | Имена
-- Grain: One row per id of a chat or a person in an instance, for names beside ids | Строка — id чата или человека в инстансе
-- Place: none
-- After: people
-- Key: instance_id, id
-- Order: instance_id, id
-- Time: none
-- Follows: instance
-- Changes with: anything
create table names (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  id varchar not null, -- id | Id | Chat (chatId) or person, as the other tables have it
  directory_name varchar, -- name | Имя в справочнике | Name in the directory of the instance: from the phone book, otherwise of the profile or the group
  name varchar -- name | Имя | Name of the person, or of the other side of a private chat: from --names or the roster, otherwise the directory, the latest name that the sender chose, the address book, or the table people; name of a group: from --names, otherwise the directory
);

-- merge
-- of earlier loads
delete from names;

insert into names by name
with met as (
  select instance_id, id from met_ids
  union
  select instance_id, chat_id from groups
  union
  select instance_id, member_id from group_members
  union
  select instance_id, owner_id from groups where owner_id is not null
),
reported as (
  select
    f.instance_id,
    coalesce(p.person_id, f.id) as person_id,
    arg_max(f.contact_name, fact_rank(f.last, f.contact_name)) as contact_name,
    arg_max(f.name, fact_rank(f.last, f.name)) as name
  from ledger.directory_facts as f
  semi join (select id from met union select id from people) as k on k.id = f.id
  left join people as p on p.id = f.id
  where f.contact_name is not null
    or f.name is not null
  group by all
)
select
  m.instance_id,
  m.id,
  coalesce(t.contact_name, t.name) as directory_name,
  coalesce(t.contact_name, t.name, s.sender_name, s.sender_contact_name, p.name) as name
from met as m
left join people as p on p.id = m.id
left join reported as t on t.instance_id = m.instance_id and t.person_id = coalesce(p.person_id, m.id)
left join senders as s on s.instance_id = m.instance_id and s.sender_id = m.id
order by m.instance_id, m.id;

-- invariants
-- every id of a person who wrote, reacted or voted is among the people
select n.*
from names as n
anti join people as p on p.id = n.id
where id_kind(n.id) in ('own', 'person', 'lid');
