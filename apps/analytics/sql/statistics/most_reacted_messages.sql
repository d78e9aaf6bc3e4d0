-- most_reacted_messages: messages with the most reactions | сообщения с наибольшим числом реакций
-- Grain: one row per message with a reaction, even if the message itself is not in the archive
-- Parameters: from, to, instance, chat, as_of
-- Parts: order by reactions desc, instance_id
-- Columns:
--   instance_id: instance (idInstance) of the account
--   chat_id: chat (chatId)
--   chat_name: name from --names or the directory; for a private chat, the name of the other side; NULL for a group without a name
--   message_id: message (idMessage)
--   text: its text or caption; NULL if it has none or is not in the archive
--   reactions: current reactions to it | Реакций
--   reactors: people who react to it | Людей с реакцией
--   emojis: its emoji, most used first, joined by ", " | Эмодзи
-- Example: chatledger stats most_reacted_messages --last 7d
with by_emoji as (
  select
    instance_id, chat_id, target_message_id, emoji_base,
    count(*) as reactions,
    count(reactor_id) as reactors
  from reactions_as_of($as_of)
  where in_period(reacted_at, $from, $to)
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
    and target_message_id is not null
  group by instance_id, chat_id, target_message_id, emoji_base
),
by_message as (
  select
    instance_id, chat_id, target_message_id,
    cast(sum(reactions) as bigint) as reactions,
    cast(sum(reactors) as bigint) as reactors,
    joined_in_order(emoji_base, -reactions, ', ') as emojis
  from by_emoji
  group by instance_id, chat_id, target_message_id
)
select
  b.instance_id,
  b.chat_id,
  chat.name as chat_name,
  b.target_message_id as message_id,
  m.text,
  b.reactions,
  b.reactors,
  b.emojis
from by_message as b
left join messages as m
  on m.instance_id = b.instance_id and m.chat_id = b.chat_id and m.message_id = b.target_message_id
left join names as chat on chat.instance_id = b.instance_id and chat.id = b.chat_id
order by b.reactions desc, b.instance_id, b.chat_id, b.target_message_id;
