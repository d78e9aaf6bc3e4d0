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
  name varchar -- name | Имя | Name of the person, or of the person whom a private chat is with: of --names or the roster, else the latest that the sender chose, else in the address book, else as people has it; of a group only what --names says
);

-- merge
delete from names;

insert into names by name
select
  m.instance_id,
  m.id,
  coalesce(s.sender_name, s.sender_contact_name, p.name) as name
from met_ids as m
left join senders as s on s.instance_id = m.instance_id and s.sender_id = m.id
left join people as p on p.id = m.id
order by m.instance_id, m.id;

-- invariants
-- every id of a person who acts is among the people
select n.*
from names as n
anti join people as p on p.id = n.id
where id_kind(n.id) in ('own', 'person', 'lid');
