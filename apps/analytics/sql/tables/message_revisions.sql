-- Title: Message revisions | Правки сообщений
-- Grain: One row per known state of a message: edits, deletions and changes of status. A new download link alone does not count as a revision | Строка — известное состояние сообщения; новая ссылка на файл отдельным состоянием не считается
-- Place: 140
-- After: observations
-- Key: instance_id, chat_id, message_id, revision
-- Order: instance_id, chat_id, message_id, revision
-- Time: observed_at
-- Follows: messages
-- Changes with: message
create table message_revisions (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  chat_id varchar not null, -- chat | Id чата | Chat (chatId)
  -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id: for a private chat, the name of the other side; for a group, the name from --names, otherwise from the directory
  message_id varchar not null, -- message | Id сообщения | Message (idMessage)
  revision integer not null, -- kept | Правка | Number of the state, from 1, in the order of observation; a state known only from an edit or deletion event comes after those that do not show it yet
  observed_at timestamptz not null, -- kept | Когда видели | Request time of the reply that first contained this state, or the event that caused it, UTC
  timestamp_at timestamptz, -- kept | Время в записи | Timestamp of the message in this state, UTC; for an edit or deletion event, the time of the event
  text varchar, -- text | Текст | Text in this state
  status_message varchar, -- word | Статус | Delivery status in this state
  is_edited boolean, -- kept | Изменено | Whether it was marked as edited
  is_deleted boolean, -- kept | Удалено | Whether it was marked as deleted
  snapshot_id varchar not null, -- snapshot | Ответ журнала | Snapshot that first contained this state, or the event that caused it
  mark_message_id varchar -- message | Id правки или удаления | Edit or deletion (idMessage) that caused this state; NULL if a reply contained the message itself in this state
);

-- merge
-- Only messages observed more than once need their states ordered.
create or replace temp table runs as
with observed as (
  select
    o.*,
    lag(o.state) over (partition by o.instance_id, o.chat_id, o.message_id order by o.rank) as state_before
  from ordered as o
  semi join repeated as r
    on r.instance_id = o.instance_id and r.chat_id = o.chat_id and r.message_id = o.message_id
)
select
  instance_id,
  chat_id,
  message_id,
  row_number() over (partition by instance_id, chat_id, message_id order by rank)::integer as revision,
  snapshot_no,
  position,
  timestamp_seconds,
  state
from observed
where state_before is distinct from state;

create or replace temp table changed_revisions as
with staged_states as (
  select s.snapshot_no, s.position, s.text, s.status_message, s.is_edited, s.is_deleted
  from staged as s
  semi join runs as r on r.snapshot_no = s.snapshot_no and r.position = s.position
),
kept_states as (
  select
    m.instance_id, m.chat_id, m.message_id,
    state_of(epoch(m.timestamp_at)::bigint, m.text, m.status_message, m.is_edited, m.is_deleted) as state,
    any_value(m.text) as text,
    any_value(m.status_message) as status_message,
    any_value(m.is_edited) as is_edited,
    any_value(m.is_deleted) as is_deleted
  from message_revisions as m
  semi join runs as r
    on r.instance_id = m.instance_id and r.chat_id = m.chat_id and r.message_id = m.message_id
  where m.mark_message_id is null
  group by all
)
select
  r.instance_id,
  r.chat_id,
  r.message_id,
  r.revision,
  k.requested_at as observed_at,
  to_timestamp(r.timestamp_seconds) as timestamp_at,
  case when s.snapshot_no is null then kept.text else s.text end as text,
  case when s.snapshot_no is null then kept.status_message else s.status_message end as status_message,
  case when s.snapshot_no is null then kept.is_edited else s.is_edited end as is_edited,
  case when s.snapshot_no is null then kept.is_deleted else s.is_deleted end as is_deleted,
  k.snapshot_id,
  null as mark_message_id
from runs as r
join ranks as k using (snapshot_no)
left join staged_states as s
  on s.snapshot_no = r.snapshot_no and s.position = r.position
left join kept_states as kept
  on kept.instance_id = r.instance_id and kept.chat_id = r.chat_id and kept.message_id = r.message_id
  and kept.state = r.state;

-- of earlier loads
delete from message_revisions as m
using repeated as r
where r.instance_id = m.instance_id and r.chat_id = m.chat_id and r.message_id = m.message_id;

insert into message_revisions by name
select
  l.instance_id, l.chat_id, l.message_id,
  1 as revision,
  k.requested_at as observed_at,
  to_timestamp(l.timestamp_seconds) as timestamp_at,
  l.text, l.status_message, l.is_edited, l.is_deleted, k.snapshot_id
from latest as l
join ranks as k on k.snapshot_no = l.snapshot_no
where not l.is_repeated;

insert into message_revisions by name
from changed_revisions;

-- invariants
-- the states of a message have the numbers 1, 2, 3, …
select instance_id, chat_id, message_id
from message_revisions
group by all
having min(revision) <> 1
  or max(revision) <> count(*);
