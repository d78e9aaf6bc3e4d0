-- reactions_by_author: reactions by author of the message | реакции по авторам сообщений
-- Grain: one row per author; one with author_id NULL for messages whose author is not known
-- Parameters: from, to, instance, chat, as_of
-- Parts: order by reactions desc, instance_id
-- Columns:
--   instance_id: instance (idInstance) of the account
--   author_id: sender of the messages; if a message is not in the archive, the participant given in the reaction | Id автора
--   author_name: name from --names, otherwise the latest one, or the one in the address book | Автор
--   reactions: current reactions to their messages | Реакций
--   reactors: people who react to them | Людей с реакцией
-- Example: chatledger stats reactions_by_author --chat 120363000000000001@g.us
with counted as (
  select instance_id, chat_id, target_message_id, target_participant, reactor_id
  from reactions_as_of($as_of)
  where in_period(reacted_at, $from, $to)
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
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
