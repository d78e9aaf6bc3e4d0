-- response_times_by_sender: how fast each person answers | как быстро отвечает каждый
-- Grain: one row per sender with at least one answer, over all chats
-- Parameters: from, to, instance, chat
-- Parts: order by answers desc, instance_id
-- Columns:
--   instance_id: instance (idInstance) of the account
--   sender_id: who answers; instance:<instance_id> for the account itself
--   sender_name: name from --names, otherwise the latest one, or the one in the address book
--   answers: first messages of the sender after a message of another side, as response_times counts them | Ответов
--   chats: chats they are in | Чатов
--   median_seconds: median seconds from the previous message to the answer | Медиана, с
--   p90_seconds: 90 % take no longer | 90 % не дольше, с
-- Example: chatledger stats response_times_by_sender --last 30d
with by_sender as (
  select
    instance_id,
    sender_id,
    count(*) as answers,
    count(distinct chat_id) as chats,
    quantile_cont(seconds, 0.5) as median_seconds,
    quantile_cont(seconds, 0.9) as p90_seconds
  from answers_in($from, $to, $instance, $chat)
  where sender_id is not null
  group by instance_id, sender_id
)
select
  b.instance_id,
  b.sender_id,
  n.name as sender_name,
  b.answers,
  b.chats,
  b.median_seconds,
  b.p90_seconds
from by_sender as b
left join names as n on n.instance_id = b.instance_id and n.id = b.sender_id
order by b.answers desc, b.instance_id, b.sender_id;
