-- response_times: how soon people answer | как скоро отвечают
-- Grain: one row per chat with at least one answer
-- Parameters: from, to, instance, chat
-- Columns:
--   instance_id: instance (idInstance) of the account
--   chat_id: chat (chatId)
--   chat_name: name of --names or of the directory; of a private chat that of the other side; NULL for a group without one
--   answers: first messages of another side after a message; in a group every sender is a side, elsewhere the two directions are | Ответов
--   median_seconds: seconds from the message before to the answer: half of the answers come sooner | Медиана, с
--   p90_seconds: nine in ten come sooner | 90 % не дольше, с
-- Example: chatledger stats response_times --last 30d
with sided as (
  select
    instance_id, chat_id, sent_at, order_in_second,
    case when chat_type = 'group' then sender_id else direction end as side
  from messages
  where is_content
    and sent_at is not null
    and ($instance::varchar[] is null or list_contains($instance::varchar[], instance_id))
    and ($chat::varchar[] is null or list_contains($chat::varchar[], chat_id))
),
with_previous as (
  select
    instance_id, chat_id, sent_at, side,
    lag(side) over chat as previous_side,
    lag(sent_at) over chat as previous_sent_at
  from sided
  where side is not null
  window chat as (partition by instance_id, chat_id order by sent_at, order_in_second)
),
answers as (
  select instance_id, chat_id, epoch(sent_at) - epoch(previous_sent_at) as seconds
  from with_previous
  where side <> previous_side
    and ($from::timestamptz is null or sent_at >= $from::timestamptz)
    and ($to::timestamptz is null or sent_at < $to::timestamptz)
),
by_chat as (
  select
    instance_id,
    chat_id,
    count(*) as answers,
    quantile_cont(seconds, 0.5) as median_seconds,
    quantile_cont(seconds, 0.9) as p90_seconds
  from answers
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
