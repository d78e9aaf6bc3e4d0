-- messages_by_sender: messages per sender | сообщения по отправителям
-- Grain: one row per sender with at least one message; one with sender_id NULL for messages without a sender
-- Parameters: from, to, instance, chat
-- Parts: order by messages desc, instance_id
-- Columns:
--   instance_id: instance (idInstance) of the account
--   sender_id: sender (senderId); instance:<instance_id> for the account itself
--   sender_name: name from --names, otherwise the latest one, or the one in the address book
--   messages: messages; events about messages are not counted | Сообщений
--   chats: chats they are in | Чатов
--   first_message_at: first of them, UTC
--   last_message_at: last of them, UTC
-- Example: chatledger stats messages_by_sender --last 30d
with by_sender as (
  select
    instance_id,
    sender_id,
    count(*) as messages,
    count(distinct chat_id) as chats,
    min(sent_at) as first_message_at,
    max(sent_at) as last_message_at
  from messages
  where is_content
    and in_period(sent_at, $from, $to)
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
  group by instance_id, sender_id
)
select
  b.instance_id,
  b.sender_id,
  s.name as sender_name,
  b.messages,
  b.chats,
  b.first_message_at,
  b.last_message_at
from by_sender as b
left join names as s on s.instance_id = b.instance_id and s.id = b.sender_id
order by b.messages desc, b.instance_id, b.sender_id;
