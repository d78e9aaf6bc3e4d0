-- Title: Snapshots | Ответы журналов
-- Grain: One row per archived reply: what was requested from a journal, when, and what was returned | Строка — сохранённый ответ: что запросили, когда и что получено
-- Place: 150
-- After: nothing
-- Key: instance_id, snapshot_id
-- Order: requested_at, instance_id, snapshot_id
-- Time: requested_at
-- Follows: instance
-- Changes with: snapshot
create table snapshots (
  snapshot_id varchar not null, -- snapshot | Ответ журнала | Name of the reply in the archive; unique within an instance
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  journal varchar not null, -- kept | Журнал | Requested journal: incoming, outgoing, or history for a saved chat history; contacts, chats or group: a reply of the directory; media: results of file downloads; notifications: saved or received notifications; phone: a chat that a phone exported
  kind varchar not null, -- kept | Вид записи | Contents of the reply: messages, calls, stories, directory (names and members), media (downloads of files), notifications or phone (an exported chat); messages and calls have coverage, each of its own
  requested_at timestamptz not null, -- kept | Когда запрошено | Request time of the reply, UTC; by the clock of the service if that of the machine was off by more than 5 s
  requested_at_is_guess boolean not null, -- kept | Время — догадка | True if the request time is unknown and the newest timestamp in the imported file is used instead
  minutes integer, -- kept | За сколько минут | Requested time window in minutes; NULL if unknown
  origin varchar not null, -- kept | Откуда | sync, or import for a saved file
  message_count bigint not null, -- kept | Сообщений | Messages in the reply
  oldest_sent_at timestamptz, -- kept | Самое старое сообщение | Oldest timestamp in the reply, UTC
  newest_sent_at timestamptz, -- kept | Самое новое сообщение | Newest timestamp in the reply, UTC
  byte_count bigint not null, -- kept | Байт | Bytes of the reply
  sha256 varchar not null -- dropped | SHA-256 | SHA-256 of the reply, 64 hexadecimal digits
);

-- Numbers of the snapshots in this cache, assigned in the order of loading and never reused.
create table ledger.snapshots (
  snapshot_no integer not null,
  snapshot_id varchar not null,
  instance_id varchar not null,
  journal varchar not null,
  requested_at timestamptz not null,
  requested_at_is_guess boolean not null,
  record_count bigint not null,
  is_newest_first boolean not null,
  is_direction_clear boolean not null,
  oldest_sent_at timestamptz,
  type_instance varchar,
  own_id varchar,
  -- Whose history a sync requested.
  chat_id varchar
);

-- merge
insert into snapshots by name
select * exclude (snapshot_no, record_count, is_newest_first, is_direction_clear, type_instance, own_id, chat_id)
from stage.snapshots
order by snapshot_no;

insert into ledger.snapshots by name
select
  snapshot_no, snapshot_id, instance_id, journal, requested_at, requested_at_is_guess, record_count, is_newest_first,
  is_direction_clear, oldest_sent_at, type_instance, own_id, chat_id
from stage.snapshots
order by snapshot_no;

-- invariants
-- every snapshot has its number
select s.*
from snapshots as s
anti join ledger.snapshots as l on l.instance_id = s.instance_id and l.snapshot_id = s.snapshot_id;

-- the loader has recorded no other snapshot
select l.*
from ledger.snapshots as l
anti join snapshots as s on s.instance_id = l.instance_id and s.snapshot_id = l.snapshot_id;
