-- response_times: how fast people answer, per chat | как быстро отвечают, по чатам
-- Grain: one row per chat with at least one answer
-- Parameters: from, to, instance, chat
-- Parts: order by answers desc, instance_id
-- Columns:
--   instance_id: instance (idInstance) of the account
--   chat_id: chat (chatId)
--   chat_name: name from --names or the directory; for a private chat, the name of the other side; NULL for a group without a name
--   answers: first messages of another side after a message; in a group every sender is a side, in other chats the two directions are | Ответов
--   median_seconds: median seconds from the previous message to the answer | Медиана, с
--   p90_seconds: 90 % take no longer | 90 % не дольше, с
-- Example: chatledger stats response_times --last 30d
with by_chat as (
  select
    instance_id,
    chat_id,
    count(*) as answers,
    quantile_cont(seconds, 0.5) as median_seconds,
    quantile_cont(seconds, 0.9) as p90_seconds
  from answers_in($from, $to, $instance, $chat)
  group by instance_id, chat_id
)
select
  b.instance_id,
  b.chat_id,
  chat.name as chat_name,
  b.answers,
  b.median_seconds,
  b.p90_seconds
from by_chat as b
left join names as chat on chat.instance_id = b.instance_id and chat.id = b.chat_id
order by b.answers desc, b.instance_id, b.chat_id;
