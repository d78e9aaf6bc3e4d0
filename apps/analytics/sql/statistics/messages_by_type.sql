-- messages_by_type: messages by type | сообщения по типам
-- Grain: one row per type, including events about messages
-- Parameters: from, to, instance, chat
-- Parts: sum(messages), sum(senders), sum(chats), min(first_message_at), max(last_message_at) order by messages desc, type_message
-- Columns:
--   type_message: kind of message (typeMessage); NULL if the record had none
--   messages: messages and events of that type | Сообщений
--   senders: people who sent them | Отправителей
--   chats: chats they are in | Чатов
--   first_message_at: first of them, UTC
--   last_message_at: last of them, UTC
-- Example: chatledger stats messages_by_type --last 30d
select
  type_message,
  count(*) as messages,
  count_tuples(instance_id, sender_id) as senders,
  count_tuples(instance_id, chat_id) as chats,
  min(sent_at) as first_message_at,
  max(sent_at) as last_message_at
from messages
where kind in ('message', 'event')
  and in_period(sent_at, $from, $to)
  and in_list(instance_id, $instance)
  and in_list(chat_id, $chat)
group by type_message
order by messages desc, type_message;
