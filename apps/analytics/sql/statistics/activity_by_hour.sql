-- activity_by_hour: messages per weekday and hour | сообщения по дням недели и часам
-- Grain: one row per weekday and hour of the time zone with at least one message
-- Parameters: from, to, instance, chat, tz
-- Parts: sum(messages), sum(senders), sum(chats) order by weekday, hour
-- Columns:
--   weekday: 1 for Monday to 7 for Sunday | День недели
--   hour: 0 to 23 | Час
--   messages: messages; events about messages are not counted | Сообщений
--   senders: people who wrote them | Отправителей
--   chats: chats they are in | Чатов
-- Example: chatledger stats activity_by_hour --last 30d --tz Asia/Almaty
select
  isodow(q.wall) as weekday,
  hour(q.wall) as hour,
  count(*) as messages,
  count_tuples(c.instance_id, c.sender_id) as senders,
  count_tuples(c.instance_id, c.chat_id) as chats
from messages_by_quarter($from, $to, $instance, $chat) as c
join quarters_in($tz) as q on q.quarter = c.quarter
group by isodow(q.wall), hour(q.wall)
order by weekday, hour;
