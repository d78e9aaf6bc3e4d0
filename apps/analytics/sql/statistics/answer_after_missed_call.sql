-- answer_after_missed_call: how fast missed calls are answered, per chat | как быстро отвечают на пропущенные звонки, по чатам
-- Grain: one row per chat with at least one incoming call that was not answered
-- Parameters: from, to, instance, chat
-- Parts: order by missed desc, instance_id
-- Columns:
--   instance_id: instance (idInstance) of the account
--   chat_id: chat (chatId)
--   chat_name: name from --names or the directory; for a private chat, the name of the other side; NULL for a group without a name
--   missed: incoming calls that were not answered | Пропущено
--   answered: of these, those after which the account wrote or called in the chat | Отвечено
--   called_back: of these, those where a call came first | Из них перезвонили
--   median_seconds: median seconds from the call to the message or call that answers it | Медиана, с
--   p90_seconds: 90 % take no longer | 90 % не дольше, с
-- Example: chatledger stats answer_after_missed_call --last 30d
with missed as (
  select instance_id, chat_id, message_id, started_at
  from calls
  where direction = 'incoming'
    and outcome in ('missed', 'rejected')
    and started_at is not null
    and in_period(started_at, $from, $to)
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
),
answers as (
  select instance_id, chat_id, sent_at as answered_at, 0 as is_call
  from messages
  where direction = 'outgoing'
    and is_content
  union all
  select instance_id, chat_id, started_at, 1
  from calls
  where direction = 'outgoing'
),
first_answers as (
  select
    m.instance_id, m.chat_id, m.message_id,
    min(a.answered_at) as answered_at,
    min(case when a.is_call = 0 then a.answered_at end) as written_at
  from missed as m
  join answers as a
    on a.instance_id = m.instance_id and a.chat_id = m.chat_id and a.answered_at > m.started_at
  group by m.instance_id, m.chat_id, m.message_id
),
by_chat as (
  select
    m.instance_id,
    m.chat_id,
    count(*) as missed,
    count(f.answered_at) as answered,
    count(*) filter (where f.answered_at < coalesce(f.written_at, cast('9999-12-31T00:00:00Z' as timestamptz))) as called_back,
    quantile_cont(epoch(f.answered_at) - epoch(m.started_at), 0.5) as median_seconds,
    quantile_cont(epoch(f.answered_at) - epoch(m.started_at), 0.9) as p90_seconds
  from missed as m
  left join first_answers as f
    on f.instance_id = m.instance_id and f.chat_id = m.chat_id and f.message_id = m.message_id
  group by m.instance_id, m.chat_id
)
select
  b.instance_id,
  b.chat_id,
  chat.name as chat_name,
  b.missed,
  b.answered,
  b.called_back,
  b.median_seconds,
  b.p90_seconds
from by_chat as b
left join names as chat on chat.instance_id = b.instance_id and chat.id = b.chat_id
order by b.missed desc, b.instance_id, b.chat_id;
