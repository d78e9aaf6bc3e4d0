-- reactions_by_author: whose messages are reacted to | на чьи сообщения реагируют
-- Grain: one row per author; one with author_id NULL for messages whose author is not known
-- Parameters: from, to, instance, chat, as_of
-- Columns:
--   instance_id: instance (idInstance) of the account
--   author_id: sender of the messages; of a message that is not in the archive, the participant that the reaction names | Id автора
--   author_name: name of --names, else the latest, or the one in the address book | Автор
--   reactions: current reactions to their messages | Реакций
--   reactors: people who react to them | Людей с реакцией
-- Example: chatledger stats reactions_by_author --chat 120363000000000001@g.us
with current_reactions as (
  select instance_id, chat_id, target_message_id, target_participant, reactor_id, reacted_at
  from reactions
  where $as_of::timestamptz is null
    and is_current
  union all
  select instance_id, chat_id, target_message_id, target_participant, reactor_id, reacted_at
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
  select instance_id, chat_id, target_message_id, target_participant, reactor_id
  from current_reactions
  where ($from::timestamptz is null or reacted_at >= $from::timestamptz)
    and ($to::timestamptz is null or reacted_at < $to::timestamptz)
    and ($instance::varchar[] is null or list_contains($instance::varchar[], instance_id))
    and ($chat::varchar[] is null or list_contains($chat::varchar[], chat_id))
),
authored as (
  select c.instance_id, coalesce(m.sender_id, c.target_participant) as author_id, c.reactor_id
  from counted as c
  left join messages as m
    on m.instance_id = c.instance_id and m.chat_id = c.chat_id and m.message_id = c.target_message_id
),
by_author as (
  select instance_id, author_id, count(*) as reactions, count(distinct reactor_id) as reactors
  from authored
  group by instance_id, author_id
)
select
  a.instance_id,
  a.author_id,
  s.name as author_name,
  a.reactions,
  a.reactors
from by_author as a
left join names as s on s.instance_id = a.instance_id and s.id = a.author_id
order by a.reactions desc, a.instance_id, a.author_id;
