-- reciprocity: who reacts to whom, and whether it is returned | кто на кого реагирует и взаимно ли
-- Grain: one row per person who reacts and author of the messages, if both are known
-- Parameters: from, to, instance, chat, as_of
-- Parts: order by reactions desc, instance_id
-- Columns:
--   instance_id: instance (idInstance) of the account
--   reactor_id: who reacts; instance:<instance_id> for the account itself
--   reactor_name: name from --names, otherwise the latest one, or the one in the address book
--   author_id: author of the messages; if a message is not in the archive, the participant given in the reaction | Id автора
--   author_name: name from --names, otherwise the latest one, or the one in the address book | Автор
--   reactions: current reactions of the first person to messages of the second | Реакций
--   returned: current reactions in the opposite direction | Взаимных
-- Example: chatledger stats reciprocity --chat 120363000000000001@g.us
with counted as (
  select instance_id, chat_id, target_message_id, target_participant, reactor_id
  from reactions_as_of($as_of)
  where in_period(reacted_at, $from, $to)
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
),
pairs as (
  select
    c.instance_id, c.reactor_id,
    coalesce(m.sender_id, c.target_participant) as author_id,
    count(*) as reactions
  from counted as c
  left join messages as m
    on m.instance_id = c.instance_id and m.chat_id = c.chat_id and m.message_id = c.target_message_id
  where c.reactor_id is not null
    and coalesce(m.sender_id, c.target_participant) is not null
  group by c.instance_id, c.reactor_id, coalesce(m.sender_id, c.target_participant)
)
select
  p.instance_id,
  p.reactor_id,
  r.name as reactor_name,
  p.author_id,
  a.name as author_name,
  p.reactions,
  coalesce(b.reactions, 0) as returned
from pairs as p
left join pairs as b
  on b.instance_id = p.instance_id and b.reactor_id = p.author_id and b.author_id = p.reactor_id
left join names as r on r.instance_id = p.instance_id and r.id = p.reactor_id
left join names as a on a.instance_id = p.instance_id and a.id = p.author_id
order by p.reactions desc, p.instance_id, p.reactor_id, p.author_id;
