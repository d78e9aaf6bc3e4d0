-- reactions_by_reactor: who reacts, and their favourite emoji | кто реагирует и какими эмодзи чаще
-- Grain: one row per person who reacts; one with reactor_id NULL for reactions without a sender
-- Parameters: from, to, instance, chat, as_of
-- Parts: order by reactions desc, instance_id
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
  select
    instance_id, reactor_id, emoji_base, reactions,
    max(case when emoji_base is not null then reactions end) over (partition by instance_id, reactor_id)
      as most_reactions
  from by_emoji
),
by_reactor as (
  select
    instance_id, reactor_id,
    cast(sum(reactions) as bigint) as reactions,
    joined_in_order(case when reactions = most_reactions then emoji_base end, 0, ', ') as favourite_emoji
  from most
  group by instance_id, reactor_id
)
select
  b.instance_id,
  b.reactor_id,
  s.name as reactor_name,
  b.reactions,
  b.favourite_emoji
from by_reactor as b
left join names as s on s.instance_id = b.instance_id and s.id = b.reactor_id
order by b.reactions desc, b.instance_id, b.reactor_id;
