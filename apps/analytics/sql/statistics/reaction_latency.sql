-- reaction_latency: how soon people react | как скоро реагируют
-- Grain: one row per emoji, skin tones and variation selectors removed
-- Parameters: from, to, instance, chat, as_of
-- Columns:
--   emoji_base: the emoji
--   reactions: current reactions with it to messages that are in the archive | Реакций
--   median_seconds: seconds from the message to the reaction: half of the reactions come sooner | Медиана, с
--   p90_seconds: nine in ten come sooner | 90 % не дольше, с
-- Example: chatledger stats reaction_latency --last 30d
with current_reactions as (
  select instance_id, chat_id, target_message_id, emoji_base, reacted_at
  from reactions
  where $as_of::timestamptz is null
    and is_current
  union all
  select instance_id, chat_id, target_message_id, emoji_base, reacted_at
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
waits as (
  select c.emoji_base, epoch(c.reacted_at) - epoch(m.sent_at) as seconds
  from current_reactions as c
  join messages as m
    on m.instance_id = c.instance_id and m.chat_id = c.chat_id and m.message_id = c.target_message_id
  where ($from::timestamptz is null or c.reacted_at >= $from::timestamptz)
    and ($to::timestamptz is null or c.reacted_at < $to::timestamptz)
    and ($instance::varchar[] is null or list_contains($instance::varchar[], c.instance_id))
    and ($chat::varchar[] is null or list_contains($chat::varchar[], c.chat_id))
    and c.reacted_at is not null
    and m.sent_at is not null
)
select
  emoji_base,
  count(*) as reactions,
  quantile_cont(seconds, 0.5) as median_seconds,
  quantile_cont(seconds, 0.9) as p90_seconds
from waits
group by emoji_base
order by reactions desc, emoji_base;
