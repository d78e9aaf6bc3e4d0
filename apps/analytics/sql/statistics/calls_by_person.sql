-- calls_by_person: calls with each person | звонки по людям
-- Grain: one row per person or group with at least one call
-- Parameters: from, to, instance, chat
-- Parts: order by calls desc, instance_id
-- Columns:
--   instance_id: instance (idInstance) of the account
--   person_id: who called or was called; for an outgoing call in a group, the group
--   person_name: name from --names, otherwise the latest one, or the one in the address book | С кем
--   calls: calls in both directions | Звонков
--   incoming: of these, incoming | Входящих
--   outgoing: of these, outgoing | Исходящих
--   answered: of these, answered, in both directions | Отвечено
--   missed: incoming calls that were not answered | Пропущено
--   seconds: total length of the answered calls whose length is known | Разговоров, с
--   last_call_at: last call, UTC | Последний звонок
-- Example: chatledger stats calls_by_person --last 30d
with reported as (
  select
    instance_id,
    case when direction = 'outgoing' then chat_id else coalesce(caller_id, chat_id) end as person_id,
    direction, outcome, duration, started_at
  from calls
  where in_period(started_at, $from, $to)
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
),
by_person as (
  select
    instance_id,
    person_id,
    count(*) as calls,
    count(*) filter (where direction = 'incoming') as incoming,
    count(*) filter (where direction = 'outgoing') as outgoing,
    count(*) filter (where outcome = 'answered') as answered,
    count(*) filter (where direction = 'incoming' and outcome in ('missed', 'rejected')) as missed,
    cast(coalesce(sum(duration) filter (where outcome = 'answered'), 0) as bigint) as seconds,
    max(started_at) as last_call_at
  from reported
  group by instance_id, person_id
)
select
  b.instance_id,
  b.person_id,
  n.name as person_name,
  b.calls,
  b.incoming,
  b.outgoing,
  b.answered,
  b.missed,
  b.seconds,
  b.last_call_at
from by_person as b
left join names as n on n.instance_id = b.instance_id and n.id = b.person_id
order by b.calls desc, b.instance_id, b.person_id;
