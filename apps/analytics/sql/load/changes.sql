-- changes: which messages this load touches, and which of its records are their latest state
-- The order of observations: guessed times first, then time, then snapshot, then place from the oldest end.
-- Parameters: {{of_touched}}, a semi join with the keys of the load; empty when the cache was empty.
create or replace temp table ranks as
select
  snapshot_no,
  instance_id,
  requested_at,
  row_number() over (order by requested_at_is_guess desc, requested_at, snapshot_id, instance_id)::bigint << 32 as base
from ledger.snapshots;

create or replace temp macro state_of(seconds, t, status, edited, deleted) as
  hash(seconds, t, status, edited, deleted);

create or replace temp view staged as
select
  s.instance_id,
  s.journal,
  case when s.is_newest_first then s.record_count - 1 - r.record_index else r.record_index end as position,
  r.*
from stage.records as r
join stage.snapshots as s using (snapshot_no);

insert into ledger.observations
select
  instance_id, chat_id, message_id, snapshot_no, position, timestamp_seconds,
  state_of(timestamp_seconds, text, status_message, is_edited, is_deleted)
from staged;

create or replace temp table touched as
select
  o.instance_id,
  o.chat_id,
  o.message_id,
  min(o.timestamp_seconds) as first_seconds,
  min(k.base + o.position) as first_order,
  max(k.base + o.position) as last_order,
  count(*) as observations
from ledger.observations as o
join ranks as k using (snapshot_no)
{{of_touched}}
group by all;

-- The records of this load that are the latest state of their message.
create or replace temp table winners as
select s.snapshot_no, s.record_index, s.position, t.*
from staged as s
join ranks as k on k.snapshot_no = s.snapshot_no
join touched as t on t.last_order = k.base + s.position;

create or replace temp view latest as
select s.* exclude (position), w.first_seconds, w.first_order, w.last_order
from staged as s
join winners as w on w.snapshot_no = s.snapshot_no and w.record_index = s.record_index;
