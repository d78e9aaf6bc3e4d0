-- activity_by_hour: messages per weekday and hour | сообщения по дням недели и часам
-- Grain: one row per weekday and hour of the time zone with at least one message
-- Parameters: from, to, instance, chat, tz
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
  count(distinct {instance: c.instance_id, sender: c.sender_id}) filter (c.sender_id is not null) as senders,
  count(distinct {instance: c.instance_id, chat: c.chat_id}) as chats
from messages_by_quarter($from, $to, $instance, $chat) as c
join quarters_in($tz) as q using (quarter)
group by weekday, hour
order by weekday, hour;
