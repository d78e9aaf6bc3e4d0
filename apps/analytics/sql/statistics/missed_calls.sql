-- missed_calls: incoming calls that were not answered, and what followed | пропущенные звонки и что было после них
-- Grain: one row per incoming call that was not answered
-- Parameters: from, to, instance, chat
-- Parts: order by called_at desc, instance_id
-- Columns:
--   instance_id: instance (idInstance) of the account
--   chat_id: chat (chatId) of the call
--   caller_id: who called
--   caller_name: name from --names, otherwise the latest one, or the one in the address book
--   called_at: time of the call, UTC | Когда звонили
--   outcome: missed, or rejected: declined, or the phone did not disturb
--   is_video: whether it was a video call, if known
--   written_at: first outgoing message in the chat after it, UTC; NULL if there is none | Когда написали
--   called_back_at: first outgoing call in the chat after it, UTC; NULL if there is none | Когда перезвонили
-- Example: chatledger stats missed_calls --last 7d
with missed as (
  select instance_id, chat_id, message_id, caller_id, started_at, outcome, is_video
  from calls
  where direction = 'incoming'
    and outcome in ('missed', 'rejected')
    and in_period(started_at, $from, $to)
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
),
written as (
  select m.instance_id, m.chat_id, m.message_id, min(w.sent_at) as written_at
  from missed as m
  join messages as w
    on w.instance_id = m.instance_id and w.chat_id = m.chat_id and w.direction = 'outgoing' and w.is_content
    and w.sent_at > m.started_at
  group by m.instance_id, m.chat_id, m.message_id
),
called as (
  select m.instance_id, m.chat_id, m.message_id, min(c.started_at) as called_back_at
  from missed as m
  join calls as c
    on c.instance_id = m.instance_id and c.chat_id = m.chat_id and c.direction = 'outgoing'
    and c.started_at > m.started_at
  group by m.instance_id, m.chat_id, m.message_id
)
select
  m.instance_id,
  m.chat_id,
  m.caller_id,
  n.name as caller_name,
  m.started_at as called_at,
  m.outcome,
  m.is_video,
  w.written_at,
  c.called_back_at
from missed as m
left join written as w
  on w.instance_id = m.instance_id and w.chat_id = m.chat_id and w.message_id = m.message_id
left join called as c
  on c.instance_id = m.instance_id and c.chat_id = m.chat_id and c.message_id = m.message_id
left join names as n on n.instance_id = m.instance_id and n.id = m.caller_id
order by m.started_at desc, m.instance_id, m.chat_id, m.message_id;
