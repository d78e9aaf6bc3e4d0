-- chats: one row per chat
-- schema
create table chats (
  instance_id varchar not null,
  chat_id varchar not null,
  chat_type varchar not null,
  message_count bigint not null,
  sender_count bigint not null,
  first_message_at timestamptz,
  last_message_at timestamptz
);
comment on table chats is 'One row per chat with messages, or events about them; counts are of messages';
comment on column chats.instance_id is 'Instance (idInstance) of the account';
comment on column chats.chat_id is 'Chat (chatId)';
comment on column chats.chat_type is 'private, group, lid, channel, bot or other';
comment on column chats.message_count is 'Messages';
comment on column chats.sender_count is 'People who wrote one';
comment on column chats.first_message_at is 'First message, UTC';
comment on column chats.last_message_at is 'Last message, UTC';

-- merge
create or replace temp table touched_chats as
select distinct instance_id, chat_id
from staged;

delete from chats as c
using touched_chats as t
where t.instance_id = c.instance_id and t.chat_id = c.chat_id;

insert into chats
select
  m.instance_id,
  m.chat_id,
  any_value(m.chat_type),
  count(*) filter (m.is_content),
  count(distinct m.sender_id) filter (m.is_content),
  min(m.sent_at) filter (m.is_content),
  max(m.sent_at) filter (m.is_content)
from messages as m
semi join touched_chats as t on t.instance_id = m.instance_id and t.chat_id = m.chat_id
where m.kind in ('message', 'event')
group by m.instance_id, m.chat_id
order by m.instance_id, m.chat_id;
