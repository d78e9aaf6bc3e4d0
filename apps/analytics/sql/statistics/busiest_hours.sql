-- busiest_hours: the hours with the most messages | часы, в которые писали больше всего
-- Grain: one row per hour of each day in the time zone with at least one message; busiest first
-- Parameters: from, to, instance, chat, tz
-- Parts: sum(messages), sum(senders), sum(chats) order by messages desc, hour_at
-- Columns:
--   hour_at: when the hour begins | Начало часа
--   messages: messages; events about messages are not counted | Сообщений
--   senders: people who wrote them | Отправителей
--   chats: chats they are in | Чатов
-- Example: chatledger stats busiest_hours --last 30d --tz Asia/Almaty
select
  moment_of(c.quarter - quarter_in_hour(q.wall)) as hour_at,
  count(*) as messages,
  count_tuples(c.instance_id, c.sender_id) as senders,
  count_tuples(c.instance_id, c.chat_id) as chats
from messages_by_quarter($from, $to, $instance, $chat) as c
join quarters_in($tz) as q on q.quarter = c.quarter
group by moment_of(c.quarter - quarter_in_hour(q.wall))
order by messages desc, hour_at;
