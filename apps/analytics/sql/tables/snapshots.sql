-- snapshots: one row per stored reply
-- schema
create table snapshots (
  snapshot_id varchar not null,
  instance_id varchar not null,
  journal varchar not null,
  kind varchar not null,
  requested_at timestamptz not null,
  requested_at_is_guess boolean not null,
  minutes integer,
  origin varchar not null,
  message_count bigint not null,
  oldest_sent_at timestamptz,
  newest_sent_at timestamptz,
  byte_count bigint not null,
  sha256 varchar not null
);
comment on table snapshots is 'One row per stored reply: what was asked of a journal, when, and what came back';
comment on column snapshots.snapshot_id is 'Name of the reply in the archive; unique within an instance';
comment on column snapshots.instance_id is 'Instance (idInstance) of the account';
comment on column snapshots.journal is 'Journal that was asked: incoming, outgoing, or history for a saved chat history';
comment on column snapshots.kind is 'What the reply tells of: messages, calls or stories; only messages have coverage';
comment on column snapshots.requested_at is 'When the reply was asked for, UTC; by the clock of the service where that of the machine was off by more than 5 s';
comment on column snapshots.requested_at_is_guess is 'True if the time is the newest timestamp in an imported file, for want of a better one';
comment on column snapshots.minutes is 'Window that was asked for, in minutes; NULL if unknown';
comment on column snapshots.origin is 'sync, or import of a saved file';
comment on column snapshots.message_count is 'Messages in the reply';
comment on column snapshots.oldest_sent_at is 'Oldest timestamp in the reply, UTC';
comment on column snapshots.newest_sent_at is 'Newest timestamp in the reply, UTC';
comment on column snapshots.byte_count is 'Bytes of the reply';
comment on column snapshots.sha256 is 'SHA-256 of the reply, 64 hexadecimal digits';

-- Numbers of the snapshots in this cache, given in the order of loading and never given again.
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
  oldest_sent_at timestamptz
);

-- merge
insert into snapshots
select
  snapshot_id, instance_id, journal, kind, requested_at, requested_at_is_guess, minutes, origin, message_count,
  oldest_sent_at, newest_sent_at, byte_count, sha256
from stage.snapshots
order by snapshot_no;

insert into ledger.snapshots
select
  snapshot_no, snapshot_id, instance_id, journal, requested_at, requested_at_is_guess, record_count, is_newest_first,
  is_direction_clear, oldest_sent_at
from stage.snapshots
order by snapshot_no;
