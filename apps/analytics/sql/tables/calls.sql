-- Title: Calls | Звонки
-- Grain: One row per call, from the journals of calls and from notifications | Строка — звонок: из журналов звонков и из уведомлений
-- Place: 115
-- After: messages
-- Key: instance_id, chat_id, message_id
-- Order: started_at nulls first, instance_id, chat_id, message_id
-- Time: started_at
-- Follows: messages
-- Changes with: message
create table calls (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  chat_id varchar not null, -- chat | Id чата | Chat (chatId) of the call: who calls, or is called
  -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id: for a private chat, the name of the other side; for a group, the name from --names, otherwise from the directory
  message_id varchar not null, -- message | Id сообщения | Call (idMessage), unique within a chat
  direction varchar, -- kept | Направление | incoming or outgoing
  caller_id varchar, -- person | Id звонящего | Who calls; instance:<instance_id> for outgoing calls
  -- caller_name not in parquet: name of caller_id | Звонящий | Name of caller_id
  started_at timestamptz, -- kept | Начало | Earliest known time of the call, UTC: the time of the notification that it rings, otherwise its end minus its duration
  ended_at timestamptz, -- kept | Конец | End of the call, UTC; NULL if only its ringing is known
  status varchar, -- word | Статус | Latest status, as sent: offer, pickUp, hangUp or hungUp, missed, declined, invalid
  outcome varchar not null, -- kept | Исход | answered; missed: the other side gave up, or no one answered; rejected: the person called declined, or do-not-disturb was on; failed: there was no connection; ringing: its end is not known; unknown
  duration integer, -- kept | Длительность, с | Duration in seconds, if known
  is_video boolean, -- kept | Видео | Whether it was a video call, if known
  is_group boolean, -- kept | Групповой | Whether it was a group call, if known
  participant_count integer -- kept | Участников | Number of participants, if known
);

-- merge
-- at first only from stage.records where kind = 'call'

-- of earlier loads
delete from calls as c
using replaced as w
where c.instance_id = w.instance_id and c.chat_id = w.chat_id and c.message_id = w.message_id;

insert into calls by name
with reported as (
  select
    l.instance_id, l.chat_id, l.message_id, l.direction, l.sender_id as caller_id,
    l.first_seconds,
    l.timestamp_seconds,
    l.extra ->> '$.status' as status,
    try_cast(l.extra ->> '$.duration' as integer) as duration,
    try_cast(l.extra ->> '$.isVideo' as boolean) as is_video,
    try_cast(l.extra ->> '$.isGroup' as boolean) as is_group,
    nullif(json_array_length(l.extra, '$.participants'), 0)::integer as participant_count
  from latest as l
  where l.kind = 'call'
)
select
  instance_id, chat_id, message_id, direction, caller_id,
  case
    when first_seconds < timestamp_seconds then to_timestamp(first_seconds)
    else to_timestamp(timestamp_seconds - coalesce(duration, 0))
  end as started_at,
  case when status is distinct from 'offer' then to_timestamp(timestamp_seconds) end as ended_at,
  status,
  case
    when status = 'pickUp' then 'answered'
    when status in ('missed', 'declined') then 'missed'
    when status in ('hangUp', 'hungUp') then case direction when 'outgoing' then 'missed' else 'rejected' end
    when status = 'invalid' then 'failed'
    when status = 'offer' then 'ringing'
    else 'unknown'
  end as outcome,
  duration, is_video, is_group, participant_count
from reported
order by started_at, instance_id, chat_id, message_id;

-- invariants
-- every call is a record of the kind call
select c.instance_id, c.chat_id, c.message_id
from calls as c
full join (select * from messages where kind = 'call') as m
  on m.instance_id = c.instance_id and m.chat_id = c.chat_id and m.message_id = c.message_id
where c.message_id is null or m.message_id is null;

-- no call ends before it begins
select *
from calls
where ended_at < started_at;
