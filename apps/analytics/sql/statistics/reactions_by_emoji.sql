-- reactions_by_emoji: which emoji people react with | какими эмодзи реагируют
-- Grain: one row per emoji, skin tones and variation selectors removed
-- Parameters: from, to, instance, chat, as_of
-- Columns:
--   emoji_base: the emoji
--   reactions: current reactions with it | Реакций
--   reactors: people who react with it | Людей с реакцией
--   messages: messages that have it | Сообщений
-- Example: chatledger stats reactions_by_emoji --last 30d
with current_reactions as (
  select instance_id, chat_id, target_message_id, reactor_id, emoji_base, reacted_at
  from reactions
  where $as_of::timestamptz is null
    and is_current
  union all
  select instance_id, chat_id, target_message_id, reactor_id, emoji_base, reacted_at
  from (
    select
      *,
      max(sequence) over (partition by instance_id, chat_id, target_message_id, reactor_id) as last_sequence
    from reactions
    where reacted_at <= $as_of::timestamptz
  )
  where sequence = last_sequence
    and emoji is not null
),
counted as (
  select instance_id, chat_id, target_message_id, reactor_id, emoji_base
  from current_reactions
  where ($from::timestamptz is null or reacted_at >= $from::timestamptz)
    and ($to::timestamptz is null or reacted_at < $to::timestamptz)
    and ($instance::varchar[] is null or list_contains($instance::varchar[], instance_id))
    and ($chat::varchar[] is null or list_contains($chat::varchar[], chat_id))
)
select
  emoji_base,
  count(*) as reactions,
  count(distinct {instance: instance_id, reactor: reactor_id}) filter (reactor_id is not null) as reactors,
  count(distinct {instance: instance_id, chat: chat_id, message: target_message_id})
    filter (target_message_id is not null) as messages
from counted
group by emoji_base
order by reactions desc, emoji_base;
