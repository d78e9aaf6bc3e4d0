-- response_times_by_sender: who answers how fast | кто как быстро отвечает
-- Grain: one row per sender with at least one answer, over all chats
-- Parameters: from, to, instance, chat
-- Columns:
--   instance_id: instance (idInstance) of the account
--   sender_id: who answers; instance:<instance_id> for the account itself
--   sender_name: name of --names, else the latest, or the one in the address book
--   answers: first messages of the sender after a message of another side, as response_times counts them | Ответов
--   chats: chats they are in | Чатов
--   median_seconds: seconds from the message before to the answer: half of the answers come sooner | Медиана, с
--   p90_seconds: nine in ten come sooner | 90 % не дольше, с
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
