-- names: one row per id of a chat or a person that an instance has met, with the name that is known of it
-- schema
create table names (
  instance_id varchar not null,
  id varchar not null,
  name varchar
);
comment on table names is 'One row per id of a chat or a person in an instance, for names beside ids';
comment on column names.instance_id is 'Instance (idInstance) of the account';
comment on column names.id is 'Chat (chatId) or person, as the other tables have it';
comment on column names.name is 'Name of the person, or of the person whom a private chat is with: of --names or the roster, else the latest that the sender chose, else in the address book, else as people has it; of a group only what --names says';

-- merge
delete from names;

insert into names
with met as (
  select instance_id, sender_id as id from senders
  union
  select instance_id, chat_id from chats
  union
  select instance_id, voter_id from poll_votes
  union
  select instance_id, asked_by from polls
  union
  select instance_id, target_participant from reactions
  union
  select instance_id, quoted_participant from messages where kind in ('message', 'event')
)
select
  m.instance_id,
  m.id,
  coalesce(s.sender_name, s.sender_contact_name, p.name)
from met as m
left join senders as s on s.instance_id = m.instance_id and s.sender_id = m.id
left join people as p on p.id = m.id
where m.id is not null
order by m.instance_id, m.id;
