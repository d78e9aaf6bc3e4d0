-- reactions_by_reactor: who reacts, and their favourite emoji | кто реагирует и какими эмодзи чаще
-- Grain: one row per person who reacts; one with reactor_id NULL for reactions without a sender
-- Parameters: from, to, instance, chat, as_of
-- Columns:
--   instance_id: instance (idInstance) of the account
--   reactor_id: who reacts; instance:<instance_id> for the account itself
--   reactor_name: name from --names, otherwise the latest one, or the one in the address book
--   reactions: current reactions | Реакций
--   favourite_emoji: emoji used most; in case of a tie, several in order, joined by ", " | Любимое эмодзи
-- Example: chatledger stats reactions_by_reactor --last 30d
with by_emoji as (
  select instance_id, reactor_id, emoji_base, count(*) as reactions
  from reactions_as_of($as_of)
  where in_period(reacted_at, $from, $to)
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
  group by instance_id, reactor_id, emoji_base
),
most as (
  select *, max(reactions) filter (emoji_base is not null) over (partition by instance_id, reactor_id) as most_reactions
  from by_emoji
)
select
  m.instance_id,
  m.reactor_id,
  any_value(s.name) as reactor_name,
  sum(m.reactions)::bigint as reactions,
  string_agg(m.emoji_base, ', ' order by m.emoji_base) filter (m.reactions = m.most_reactions) as favourite_emoji
from most as m
left join names as s on s.instance_id = m.instance_id and s.id = m.reactor_id
group by m.instance_id, m.reactor_id
order by reactions desc, m.instance_id, m.reactor_id;
