-- Title: Senders | Отправители
-- Grain: One row per sender of messages or events about them; only messages are counted | Строка — отправитель; события о сообщениях не учитываются
-- Place: 30
-- After: sender_names
-- Key: instance_id, sender_id
-- Order: instance_id, sender_id
-- Time: none
-- Follows: senders
-- Changes with: sender
create table senders (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  sender_id varchar not null, -- person | Id отправителя | Sender (senderId); instance:<instance_id> for the account itself
  -- sender_display_name not in parquet: name of sender_id | Отправитель | Name of sender_id
  sender_name varchar, -- name of sender_id | Имя отправителя | Latest name that the sender chose
  sender_contact_name varchar, -- name of sender_id | Имя в контактах | Latest name in the address book of the account
  messenger varchar not null, -- kept | Мессенджер | whatsapp, max or telegram: messenger of the instance
  message_count bigint not null, -- kept | Сообщений | Messages
  first_message_at timestamptz, -- kept | Первое сообщение | First message, UTC
  last_message_at timestamptz -- kept | Последнее сообщение | Last message, UTC
);

-- merge
-- of earlier loads
update senders as s
set messenger = i.messenger
from changed_instances as i
where i.instance_id = s.instance_id;

-- of earlier loads
delete from senders as s
using counted_senders as t
where t.instance_id = s.instance_id and t.sender_id = s.sender_id;

insert into senders by name
select
  instance_id, sender_id, sender_name, sender_contact_name, messenger, message_count, first_message_at, last_message_at
from new_senders
order by instance_id, sender_id;

-- one chat
create or replace temp view joined_senders as
select s.* replace (s.message_count - coalesce(t.message_count, 0) as message_count)
from {{tables}}.senders as s
left join (
  select instance_id, sender_id, count(*) as message_count
  from temp.twins
  where is_content
  group by all
) as t on t.instance_id = s.instance_id and t.sender_id = s.sender_id;

-- people
-- The latest name is that of the id that wrote last; a name in the roster has priority.
create or replace temp table senders as
select
  s.instance_id,
  coalesce(p.person_id, s.sender_id) as sender_id,
  coalesce(
    any_value(l.name),
    arg_max(s.sender_name, {moment: coalesce(s.last_message_at, '-infinity'), id: s.sender_id})
      filter (s.sender_name is not null)
  ) as sender_name,
  arg_max(s.sender_contact_name, {moment: coalesce(s.last_message_at, '-infinity'), id: s.sender_id})
    filter (s.sender_contact_name is not null) as sender_contact_name,
  any_value(s.messenger) as messenger,
  sum(s.message_count)::bigint as message_count,
  min(s.first_message_at) as first_message_at,
  max(s.last_message_at) as last_message_at
from {{tables}}.senders as s
left join temp.person_of as p on p.id = s.sender_id
left join temp.listed_names as l on l.id = s.sender_id
group by s.instance_id, coalesce(p.person_id, s.sender_id);

-- invariants
-- every sender counts their messages
select s.*
from senders as s
left join (
  select instance_id, sender_id, count(*) as messages, min(sent_at) as first_at, max(sent_at) as last_at
  from messages
  where is_content
  group by all
) as m on m.instance_id = s.instance_id and m.sender_id = s.sender_id
where s.message_count <> coalesce(m.messages, 0)
  or s.first_message_at is distinct from m.first_at
  or s.last_message_at is distinct from m.last_at;
