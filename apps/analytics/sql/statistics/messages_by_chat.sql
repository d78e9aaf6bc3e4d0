-- messages_by_chat: messages per chat | сообщения по чатам
-- Grain: one row per chat with at least one message; events about messages are not counted
-- Parameters: from, to, instance, chat
-- Parts: order by messages desc, instance_id
-- Columns:
--   instance_id: instance (idInstance) of the account
--   chat_id: chat (chatId)
--   chat_name: name from --names or the directory; for a private chat, the name of the other side; NULL for a group without a name
--   chat_type: private, group, lid, channel, bot or other
--   messages: messages | Сообщений
--   senders: people who wrote them | Отправителей
--   first_message_at: first of them, UTC
--   last_message_at: last of them, UTC
-- Example: chatledger stats messages_by_chat --last 30d
with by_chat as (
  select
    instance_id,
    chat_id,
    chat_type_among(chat_type) as chat_type,
    count(*) as messages,
    count(distinct sender_id) as senders,
    min(sent_at) as first_message_at,
    max(sent_at) as last_message_at
  from messages
  where is_content
    and in_period(sent_at, $from, $to)
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
  group by instance_id, chat_id
)
select
  b.instance_id,
  b.chat_id,
  chat.name as chat_name,
  b.chat_type,
  b.messages,
  b.senders,
  b.first_message_at,
  b.last_message_at
from by_chat as b
left join names as chat on chat.instance_id = b.instance_id and chat.id = b.chat_id
order by b.messages desc, b.instance_id, b.chat_id;
