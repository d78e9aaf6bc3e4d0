-- emoji_in_text: which emoji are used in texts | какие эмодзи используют в тексте
-- Grain: one row per emoji, skin tones and variation selectors removed; flags, keycaps and joined emoji are one each
-- Parameters: from, to, instance, chat
-- Parts: sum(uses), sum(messages), sum(senders), sum(chats) order by uses desc, emoji_base
-- Columns:
--   emoji_base: the emoji
--   uses: number of occurrences in messages | Раз
--   messages: messages that contain it | Сообщений
--   senders: people who wrote them | Отправителей
--   chats: chats they are in | Чатов
-- Example: chatledger stats emoji_in_text --last 30d
with texts as (
  select instance_id, message_id, chat_id, sender_id, emoji_in(text) as emoji
  from messages
  where is_content
    and regexp_matches(text, '[\x{20E3}\x{231A}-\x{2BFF}\x{3030}-\x{3299}\x{FE0F}\x{1F000}-\x{1FAFF}]')
    and in_period(sent_at, $from, $to)
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
),
found as (
  select instance_id, message_id, chat_id, sender_id, unnest(emoji) as emoji
  from texts
),
based as (
  select instance_id, message_id, chat_id, sender_id, emoji_base_of(emoji) as emoji_base
  from found
)
select
  emoji_base,
  count(*) as uses,
  count_tuples(instance_id, chat_id, message_id) as messages,
  count_tuples(instance_id, sender_id) as senders,
  count_tuples(instance_id, chat_id) as chats
from based
group by emoji_base
order by uses desc, emoji_base;
