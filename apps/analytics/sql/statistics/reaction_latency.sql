-- reaction_latency: how fast people react | как быстро реагируют
-- Grain: one row per emoji, skin tones and variation selectors removed
-- Parameters: from, to, instance, chat, as_of
-- Columns:
--   emoji_base: the emoji
--   reactions: current reactions with it to messages that are in the archive | Реакций
--   median_seconds: median seconds from the message to the reaction | Медиана, с
--   p90_seconds: 90 % take no longer | 90 % не дольше, с
-- Example: chatledger stats reaction_latency --last 30d
with waits as (
  select c.emoji_base, epoch(c.reacted_at) - epoch(m.sent_at) as seconds
  from reactions_as_of($as_of) as c
  join messages as m
    on m.instance_id = c.instance_id and m.chat_id = c.chat_id and m.message_id = c.target_message_id
  where in_period(c.reacted_at, $from, $to)
    and in_list(c.instance_id, $instance)
    and in_list(c.chat_id, $chat)
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
