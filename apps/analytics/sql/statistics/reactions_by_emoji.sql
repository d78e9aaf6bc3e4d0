-- reactions_by_emoji: reactions by emoji | реакции по эмодзи
-- Grain: one row per emoji, skin tones and variation selectors removed
-- Parameters: from, to, instance, chat, as_of
-- Parts: sum(reactions), sum(reactors), sum(messages) order by reactions desc, emoji_base
-- Columns:
--   emoji_base: the emoji
--   reactions: current reactions with it | Реакций
--   reactors: people who react with it | Людей с реакцией
--   messages: messages that contain it | Сообщений
-- Example: chatledger stats reactions_by_emoji --last 30d
with counted as (
  select instance_id, chat_id, target_message_id, reactor_id, emoji_base
  from reactions_as_of($as_of)
  where in_period(reacted_at, $from, $to)
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
)
select
  emoji_base,
  count(*) as reactions,
  count_tuples(instance_id, reactor_id) as reactors,
  count_tuples(instance_id, chat_id, target_message_id) as messages
from counted
group by emoji_base
order by reactions desc, emoji_base;
