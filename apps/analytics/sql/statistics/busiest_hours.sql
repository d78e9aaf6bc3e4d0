-- busiest_hours: the hours in which most was written | часы, когда писали больше всего
-- Grain: one row per hour of a day, in the zone, with at least one message; the busiest first
-- Parameters: from, to, instance, chat, tz
-- Columns:
--   hour_at: when the hour begins | Начало часа
--   messages: messages; events about messages do not count | Сообщений
--   senders: people who wrote them | Отправителей
--   chats: chats they are in | Чатов
-- Example: chatledger stats busiest_hours --last 30d --tz Asia/Almaty
with content as (
  select instance_id, chat_id, sender_id, epoch(sent_at)::bigint // 900 as quarter
  from messages
  where is_content
    and sent_at is not null
    and ($from::timestamptz is null or sent_at >= $from::timestamptz)
    and ($to::timestamptz is null or sent_at < $to::timestamptz)
    and ($instance::varchar[] is null or list_contains($instance::varchar[], instance_id))
    and ($chat::varchar[] is null or list_contains($chat::varchar[], chat_id))
),
-- Converting to a zone is slow, so it is done once for each quarter of an hour: offsets are whole quarters.
quarters as (
  select distinct epoch(sent_at)::bigint // 900 as quarter
  from messages
  where sent_at is not null
),
zoned as (
  select
    quarter,
    quarter - minute(timezone($tz::varchar, to_timestamp(quarter * 900))) // 15 as first_quarter
  from quarters
)
select
  to_timestamp(z.first_quarter * 900) as hour_at,
  count(*) as messages,
  count(distinct {instance: c.instance_id, sender: c.sender_id}) filter (c.sender_id is not null) as senders,
  count(distinct {instance: c.instance_id, chat: c.chat_id}) as chats
from content as c
join zoned as z using (quarter)
group by z.first_quarter
order by messages desc, hour_at;
