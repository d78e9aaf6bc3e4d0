-- Title: Chats | Чаты
-- Grain: One row per chat with messages or events about them; only messages are counted | Строка — чат; события о сообщениях не учитываются
-- Place: 20
-- After: chat_senders
-- Key: instance_id, chat_id
-- Order: instance_id, chat_id
-- Time: none
-- Follows: chats
-- Changes with: chat
create table chats (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  chat_id varchar not null, -- chat | Id чата | Chat (chatId)
  -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id: for a private chat, the name of the other side; for a group, the name from --names, otherwise from the directory
  chat_type varchar not null, -- kept | Тип чата | private, group, lid, channel, bot or other; if messages of the chat differ, a known one, the first by alphabet
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

create or replace temp table new_chats as
with added as (
  select
    instance_id,
    chat_id,
    chat_type_among(chat_type) as chat_type,
    any_value(messenger) as messenger,
    count(*) filter (is_content) as message_count,
    min(sent_at) filter (is_content) as first_message_at,
    max(sent_at) filter (is_content) as last_message_at
  from added_to_chats
  where kind in ('message', 'event')
  group by instance_id, chat_id
),
former as (
  select c.*
  from chats as c
  anti join recounted_chats as r on r.instance_id = c.instance_id and r.chat_id = c.chat_id
),
counted as (
  select s.instance_id, s.chat_id, count(*) as sender_count
  from ledger.chat_senders as s
  semi join added as a on a.instance_id = s.instance_id and a.chat_id = s.chat_id
  group by all
)
select
  a.instance_id,
  a.chat_id,
  coalesce(least(nullif(f.chat_type, 'other'), nullif(a.chat_type, 'other')), 'other') as chat_type,
  a.messenger,
  a.message_count + coalesce(f.message_count, 0) as message_count,
  coalesce(s.sender_count, 0) as sender_count,
  least(a.first_message_at, f.first_message_at) as first_message_at,
  greatest(a.last_message_at, f.last_message_at) as last_message_at
from added as a
left join former as f on f.instance_id = a.instance_id and f.chat_id = a.chat_id
left join counted as s on s.instance_id = a.instance_id and s.chat_id = a.chat_id;

-- of earlier loads
delete from chats as c
using (
  select instance_id, chat_id
  from new_chats
  union
  from recounted_chats
) as t
where t.instance_id = c.instance_id and t.chat_id = c.chat_id;

insert into chats by name
from new_chats
order by instance_id, chat_id;

-- one chat
create or replace temp table joined_chats as
select c.*
from {{tables}}.chats as c
where c.chat_id not in (select id from temp.chat_of union all select chat_id from temp.chat_of)
union all by name
select
  instance_id,
  chat_id,
  chat_type_among(chat_type) as chat_type,
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

-- every chat has a type of its messages
select c.*
from chats as c
join (
  select instance_id, chat_id, chat_type_among(chat_type) as chat_type
  from messages
  where kind in ('message', 'event')
  group by instance_id, chat_id
) as m on m.instance_id = c.instance_id and m.chat_id = c.chat_id
where c.chat_type <> m.chat_type;
