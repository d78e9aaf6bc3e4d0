-- Title: Chats | Чаты
-- Grain: One row per chat with messages or events about them; only messages are counted | Строка — чат; события о сообщениях не учитываются
-- Place: 20
-- After: messages
-- Key: instance_id, chat_id
-- Order: instance_id, chat_id
-- Time: none
-- Follows: chats
-- Changes with: chat
create table chats (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  chat_id varchar not null, -- chat | Id чата | Chat (chatId)
  -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id: for a private chat, the name of the other side; for a group, the name from --names, otherwise from the directory
  chat_type varchar not null, -- kept | Тип чата | private, group, lid, channel, bot or other
  messenger varchar not null, -- kept | Мессенджер | whatsapp, max or telegram: messenger of the instance
  message_count bigint not null, -- kept | Сообщений | Messages
  sender_count bigint not null, -- kept | Отправителей | Number of people who wrote a message
  first_message_at timestamptz, -- kept | Первое сообщение | First message, UTC
  last_message_at timestamptz -- kept | Последнее сообщение | Last message, UTC
);

-- merge
-- of earlier loads
update chats as c
set messenger = i.messenger
from changed_instances as i
where i.instance_id = c.instance_id;

create or replace temp table touched_chats as
select distinct instance_id, chat_id
from staged;

-- of earlier loads
delete from chats as c
using touched_chats as t
where t.instance_id = c.instance_id and t.chat_id = c.chat_id;

insert into chats by name
select
  m.instance_id,
  m.chat_id,
  any_value(m.chat_type) as chat_type,
  any_value(m.messenger) as messenger,
  count(*) filter (m.is_content) as message_count,
  count(distinct m.sender_id) filter (m.is_content) as sender_count,
  min(m.sent_at) filter (m.is_content) as first_message_at,
  max(m.sent_at) filter (m.is_content) as last_message_at
from messages as m
semi join touched_chats as t on t.instance_id = m.instance_id and t.chat_id = m.chat_id
where m.kind in ('message', 'event')
group by m.instance_id, m.chat_id
order by m.instance_id, m.chat_id;

-- one chat
create or replace temp table joined_chats as
select c.*
from {{tables}}.chats as c
where c.chat_id not in (select id from temp.chat_of union all select chat_id from temp.chat_of)
union all by name
select
  instance_id,
  chat_id,
  any_value(chat_type) as chat_type,
  any_value(messenger) as messenger,
  count(*) filter (is_content) as message_count,
  count(distinct sender_id) filter (is_content) as sender_count,
  min(sent_at) filter (is_content) as first_message_at,
  max(sent_at) filter (is_content) as last_message_at
from temp.joined_messages
where chat_id in (select chat_id from temp.chat_of)
  and kind in ('message', 'event')
group by instance_id, chat_id;

-- people
create or replace temp view chats as
select c.* replace (coalesce(s.senders, 0) as sender_count)
from {{tables}}.chats as c
left join (
  select instance_id, chat_id, count(distinct sender_id) as senders
  from temp.messages
  where is_content
  group by all
) as s on s.instance_id = c.instance_id and s.chat_id = c.chat_id;

-- invariants
-- every chat counts its messages
select c.*
from chats as c
left join (
  select
    instance_id, chat_id,
    count(*) as messages, count(distinct sender_id) as senders, min(sent_at) as first_at, max(sent_at) as last_at
  from messages
  where is_content
  group by all
) as m on m.instance_id = c.instance_id and m.chat_id = c.chat_id
where c.message_count <> coalesce(m.messages, 0)
  or c.sender_count <> coalesce(m.senders, 0)
  or c.first_message_at is distinct from m.first_at
  or c.last_message_at is distinct from m.last_at;
