-- conversation_pairs: who answers whom, and how fast | кто кому отвечает и как быстро
-- Grain: one row per pair of a person who answers and a person who is answered, over all chats
-- Parameters: from, to, instance, chat
-- Parts: order by answers desc, instance_id
-- Columns:
--   instance_id: instance (idInstance) of the account
--   sender_id: who answers; instance:<instance_id> for the account itself
--   sender_name: name from --names, otherwise the latest one, or the one in the address book
--   answered_id: person who is answered | Id того, кому отвечают
--   answered_name: name from --names, otherwise the latest one, or the one in the address book | Кому отвечают
--   answers: messages that directly follow a message of the other person in a chat | Ответов
--   median_seconds: median seconds from the previous message to the answer | Медиана, с
-- Example: chatledger stats conversation_pairs --last 30d
with numbered as (
  select
    s.instance_id, s.sender_id,
    n.name as sender_name,
    row_number() over (order by s.instance_id, s.sender_id) as sender
  from senders as s
  left join names as n on n.instance_id = s.instance_id and n.id = s.sender_id
),
sent as (
  select m.instance_id, m.chat_id, m.sent_at, m.order_in_second, n.sender
  from messages as m
  join numbered as n on n.instance_id = m.instance_id and n.sender_id = m.sender_id
  where m.is_content
    and m.sent_at is not null
    and in_list(m.instance_id, $instance)
    and in_list(m.chat_id, $chat)
),
with_previous as (
  select
    sent_at, sender,
    lag(sender) over chat as answered,
    lag(sent_at) over chat as answered_sent_at
  from sent
  window chat as (partition by instance_id, chat_id order by sent_at, order_in_second)
),
pairs as (
  select
    sender, answered,
    count(*) as answers,
    quantile_cont(epoch(sent_at) - epoch(answered_sent_at), 0.5) as median_seconds
  from with_previous
  where sender <> answered
    and in_period(sent_at, $from, $to)
  group by sender, answered
)
select
  s.instance_id,
  s.sender_id,
  s.sender_name,
  a.sender_id as answered_id,
  a.sender_name as answered_name,
  p.answers,
  p.median_seconds
from pairs as p
join numbered as s on s.sender = p.sender
join numbered as a on a.sender = p.answered
order by p.answers desc, p.sender, p.answered;
