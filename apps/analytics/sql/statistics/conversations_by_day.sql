-- conversations_by_day: chats with messages on each day | в каких чатах писали в каждый из дней
-- Grain: one row per day of the time zone and chat with at least one message
-- Parameters: from, to, instance, chat, tz
-- Parts: order by day, instance_id
-- Columns:
--   day: the day | День
--   instance_id: instance (idInstance) of the account
--   chat_id: chat (chatId)
--   chat_name: name from --names; for a private chat, the name of the other side; NULL for a group without a name
--   messages: messages; events about messages are not counted | Сообщений
--   incoming: of these, incoming ones | Входящих
--   outgoing: of these, outgoing ones | Исходящих
--   senders: people who wrote them | Отправителей
--   first_message_at: first message of the day, UTC
--   last_message_at: last message of the day, UTC
-- Example: chatledger stats conversations_by_day --last 7d --tz Asia/Almaty
with by_day as (
  select
    day_of(q.wall) as day, c.instance_id, c.chat_id,
    count(*) as messages,
    count(*) filter (where c.direction = 'incoming') as incoming,
    count(*) filter (where c.direction = 'outgoing') as outgoing,
    count(distinct c.sender_id) as senders,
    min(c.sent_at) as first_message_at,
    max(c.sent_at) as last_message_at
  from messages_by_quarter($from, $to, $instance, $chat) as c
  join quarters_in($tz) as q on q.quarter = c.quarter
  group by day_of(q.wall), c.instance_id, c.chat_id
)
select
  b.day,
  b.instance_id,
  b.chat_id,
  chat.name as chat_name,
  b.messages,
  b.incoming,
  b.outgoing,
  b.senders,
  b.first_message_at,
  b.last_message_at
from by_day as b
left join names as chat on chat.instance_id = b.instance_id and chat.id = b.chat_id
order by b.day, b.instance_id, b.chat_id;
