-- messages_by_chat: how much is written in which chat
-- Grain: one row per chat with at least one message; events about messages do not count
-- Parameters: from, to, instance, chat
-- Columns:
--   instance_id: instance (idInstance) of the account
--   chat_id: chat (chatId)
--   chat_type: private, group, lid or other
--   messages: messages
--   senders: people who wrote them
--   first_message_at: first of them, UTC
--   last_message_at: last of them, UTC
-- Example: chatledger stats messages_by_chat --last 30d
select
  instance_id,
  chat_id,
  any_value(chat_type) as chat_type,
  count(*) as messages,
  count(distinct sender_id) as senders,
  min(sent_at) as first_message_at,
  max(sent_at) as last_message_at
from messages
where is_content
  and ($from::timestamptz is null or sent_at >= $from::timestamptz)
  and ($to::timestamptz is null or sent_at < $to::timestamptz)
  and ($instance::varchar[] is null or list_contains($instance::varchar[], instance_id))
  and ($chat::varchar[] is null or list_contains($chat::varchar[], chat_id))
group by instance_id, chat_id
order by messages desc, instance_id, chat_id;
