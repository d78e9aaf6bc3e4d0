-- busiest_hours: the hours with the most messages | часы, в которые писали больше всего
-- Grain: one row per hour of each day in the time zone with at least one message; busiest first
-- Parameters: from, to, instance, chat, tz
-- Columns:
--   hour_at: when the hour begins | Начало часа
--   messages: messages; events about messages are not counted | Сообщений
--   senders: people who wrote them | Отправителей
--   chats: chats they are in | Чатов
-- Example: chatledger stats busiest_hours --last 30d --tz Asia/Almaty
select
  to_timestamp((quarter - minute(q.wall) // 15) * 900) as hour_at,
  count(*) as messages,
  count(distinct {instance: c.instance_id, sender: c.sender_id}) filter (c.sender_id is not null) as senders,
  count(distinct {instance: c.instance_id, chat: c.chat_id}) as chats
from messages_by_quarter($from, $to, $instance, $chat) as c
join quarters_in($tz) as q using (quarter)
group by hour_at
order by messages desc, hour_at;
