-- activity_by_day: messages per day | сообщения по дням
-- Grain: one row per day of the time zone with at least one message
-- Parameters: from, to, instance, chat, tz
-- Parts: sum(messages), sum(senders), sum(chats) order by day
-- Columns:
--   day: the day | День
--   messages: messages; events about messages are not counted | Сообщений
--   senders: people who wrote them | Отправителей
--   chats: chats they are in | Чатов
-- Example: chatledger stats activity_by_day --last 30d --tz Asia/Almaty
select
  day_of(q.wall) as day,
  count(*) as messages,
  count_tuples(c.instance_id, c.sender_id) as senders,
  count_tuples(c.instance_id, c.chat_id) as chats
from messages_by_quarter($from, $to, $instance, $chat) as c
join quarters_in($tz) as q on q.quarter = c.quarter
group by day_of(q.wall)
order by day;
