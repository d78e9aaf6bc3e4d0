-- Title: Message statuses | Статусы сообщений
-- Grain: One row per outgoing message and each known status, from the journal and from notifications | Строка — исходящее сообщение и каждый его известный статус, по журналу и уведомлениям
-- Place: 142
-- After: message_revisions, messages
-- Key: instance_id, chat_id, message_id, status
-- Order: instance_id, chat_id, message_id, status_at nulls first, status
-- Time: status_at
-- Follows: statuses
-- Changes with: message
create table message_statuses (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  chat_id varchar not null, -- chat | Id чата | Chat (chatId)
  -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id: for a private chat, the name of the other side; for a group, the name from --names, otherwise from the directory
  message_id varchar not null, -- message | Id сообщения | Message (idMessage)
  status varchar not null, -- word | Статус | Status: pending, sent, delivered, read, failed, noAccount, notInGroup, …
  status_at timestamptz, -- kept | Время статуса | Time of the status, UTC: from the notification, otherwise the timestamp of the message in the journal with this status
  is_notified boolean not null, -- kept | Из уведомления | True if it comes from a notification; its time is then exact
  description varchar, -- dropped | Описание | Why it failed, according to the notification
  last_seen_at timestamptz not null -- kept | Увидено в последний раз | Time when the latest reply with this status was requested, or the latest notification of it received, UTC
);

-- Statuses from notifications, each once.
create table ledger.status_notices (
  instance_id varchar not null,
  chat_id varchar not null,
  message_id varchar not null,
  status varchar not null,
  reported_at timestamptz,
  description varchar,
  seen_at timestamptz not null
);

-- merge
-- The steps that a message passes through, in their order; NULL for a failure.
create or replace temp macro status_step(status) as
  list_position(['pending', 'sent', 'delivered', 'read', 'played'], status);

-- only from stage.notifications where kind = 'status'
insert into ledger.status_notices by name
select
  instance_id, chat_id, message_id, status,
  min(reported_at) as reported_at,
  min(description) as description,
  max(requested_at) as seen_at
from stage.notifications
where kind = 'status'
  and chat_id is not null
  and message_id is not null
  and status is not null
group by instance_id, chat_id, message_id, status;

-- Messages of this load whose statuses come from several sources, or were known before.
create or replace temp table restated as
select instance_id, chat_id, message_id from repeated
union
select instance_id, chat_id, message_id from stage.notifications where kind = 'status'
union
select s.instance_id, s.chat_id, s.message_id
from staged as s
semi join ledger.status_notices as n
  on n.instance_id = s.instance_id and n.chat_id = s.chat_id and n.message_id = s.message_id;

-- of earlier loads
delete from message_statuses as m
using restated as r
where r.instance_id = m.instance_id and r.chat_id = m.chat_id and r.message_id = m.message_id;

insert into message_statuses by name
select
  l.instance_id, l.chat_id, l.message_id,
  l.status_message as status,
  to_timestamp(l.timestamp_seconds) as status_at,
  false as is_notified,
  null as description,
  k.requested_at as last_seen_at
from latest as l
join ranks as k on k.snapshot_no = l.snapshot_no
anti join restated as r
  on r.instance_id = l.instance_id and r.chat_id = l.chat_id and r.message_id = l.message_id
where l.direction = 'outgoing'
  and l.status_message is not null
union all by name
select
  instance_id, chat_id, message_id, status,
  coalesce(min(moment) filter (is_notice), min(moment)) as status_at,
  bool_or(is_notice) as is_notified,
  min(description) as description,
  max(seen_at) as last_seen_at
from (
  select
    v.instance_id, v.chat_id, v.message_id, v.status_message as status, v.timestamp_at as moment,
    false as is_notice, null as description, v.observed_at as seen_at
  from message_revisions as v
  semi join restated as r
    on r.instance_id = v.instance_id and r.chat_id = v.chat_id and r.message_id = v.message_id
  where v.status_message is not null
    and v.mark_message_id is null
  union all
  select
    n.instance_id, n.chat_id, n.message_id, n.status, n.reported_at, true, n.description, n.seen_at
  from ledger.status_notices as n
  semi join restated as r
    on r.instance_id = n.instance_id and r.chat_id = n.chat_id and r.message_id = n.message_id
)
group by instance_id, chat_id, message_id, status;

-- A message that notifications follow has the furthest step that it reached: in a group, one member reads it before the phone
-- of another receives it. A failure counts if no step is later.
update messages as m
set status_message = l.latest.status, status_at = l.latest.status_at
from (
  select
    s.instance_id, s.chat_id, s.message_id,
    arg_max(
      {status: s.status, status_at: s.status_at},
      {moment: s.moment, step: coalesce(status_step(s.status), 6), since: coalesce(s.status_at, '-infinity'::timestamptz)}
    ) as latest
  from (
    select
      s.*,
      coalesce(
        max(s.status_at) over (partition by s.instance_id, s.chat_id, s.message_id, status_step(s.status) is null),
        '-infinity'::timestamptz
      ) as moment
    from message_statuses as s
    semi join restated as r
      on r.instance_id = s.instance_id and r.chat_id = s.chat_id and r.message_id = s.message_id
  ) as s
  group by s.instance_id, s.chat_id, s.message_id
  having bool_or(s.is_notified)
) as l
where m.instance_id = l.instance_id and m.chat_id = l.chat_id and m.message_id = l.message_id
  and m.direction = 'outgoing';

-- invariants
-- a status of a message is stored once
select instance_id, chat_id, message_id, status
from message_statuses
group by all
having count(*) > 1;

-- a message has the furthest of its steps
select m.instance_id, m.chat_id, m.message_id
from messages as m
join message_statuses as s
  on s.instance_id = m.instance_id and s.chat_id = m.chat_id and s.message_id = m.message_id
where m.direction = 'outgoing'
  and s.is_notified
  and list_position(['pending', 'sent', 'delivered', 'read', 'played'], s.status)
    > list_position(['pending', 'sent', 'delivered', 'read', 'played'], m.status_message);

-- every status of a message is stored
select m.instance_id, m.chat_id, m.message_id
from messages as m
anti join message_statuses as s
  on s.instance_id = m.instance_id and s.chat_id = m.chat_id and s.message_id = m.message_id
  and s.status = m.status_message
where m.direction = 'outgoing'
  and m.status_message is not null;
