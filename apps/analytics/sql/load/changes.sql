-- changes: which messages this load touches, and which of its records are their latest state, and the latest with their contents
-- The order of observations: notifications first, for they tell what a message was when it came; then guessed times first, then time, then what the records say, then snapshot, then place from
-- the oldest end. Most messages of a load are new and seen once: only those with several observations are joined to anything.
-- Parameters: {{of_touched}}, a semi join with the keys of the load; empty when the cache was empty.
create or replace temp table ranks as
select
  snapshot_no,
  instance_id,
  journal,
  requested_at_is_guess,
  requested_at,
  snapshot_id,
  is_direction_clear,
  row_number() over (
    order by journal <> 'notifications', requested_at_is_guess desc, requested_at, oldest_sent_at nulls first, snapshot_id, instance_id
  )::bigint << 32 as base
from ledger.snapshots;

create or replace temp macro rank_of(place, progress) as
  place + case when progress >= 128 then 1::bigint << 60 else 0 end;

-- Replies of one time and journal: it is not known which came first. Both journals are asked side by side, and hardly have
-- a message in common; a saved history has those of both.
create or replace temp table tied_snapshots as
select
  snapshot_no,
  base,
  {
    guess: requested_at_is_guess,
    moment: requested_at,
    journal: case
      when journal <> 'notifications' and bool_or(journal = 'history') over (partition by instance_id, requested_at_is_guess, requested_at) then 'history'
      else journal
    end
  } as tie
from ranks
qualify count(*) over (partition by instance_id, requested_at_is_guess, requested_at, journal) > 1
  or (
    count(*) over (partition by instance_id, requested_at_is_guess, requested_at) > 1
    and journal <> 'notifications'
    and bool_or(journal = 'history') over (partition by instance_id, requested_at_is_guess, requested_at)
  );

-- Touched messages with several observations.
create or replace temp table observed_again as
select o.instance_id, o.chat_id, o.message_id
from ledger.observations as o
{{of_touched}}
group by all
having count(*) > 1;

-- Of a message that several of them show, the one in which it has come furthest is the latest.
create or replace temp table ties as
with shown as (
  select
    o.instance_id, o.chat_id, o.message_id, o.snapshot_no,
    any_value(t.tie) as tie,
    any_value(t.base) as base,
    arg_max({progress: o.progress, seconds: coalesce(o.timestamp_seconds, -1)}, o.position) as last
  from ledger.observations as o
  join tied_snapshots as t using (snapshot_no)
  semi join observed_again as a
    on a.instance_id = o.instance_id and a.chat_id = o.chat_id and a.message_id = o.message_id
  group by o.instance_id, o.chat_id, o.message_id, o.snapshot_no
)
select
  instance_id, chat_id, message_id, snapshot_no,
  list_sort(list(base) over (partition by instance_id, chat_id, message_id, tie))[
    row_number() over (
      partition by instance_id, chat_id, message_id, tie
      order by (last.progress >> 4) & 11, last.seconds, last.progress & 7, base
    )
  ] as base
from shown
qualify count(*) over (partition by instance_id, chat_id, message_id, tie) > 1;

create or replace temp view ordered as
select
  o.*,
  coalesce(t.base, k.base) + o.position as place,
  rank_of(coalesce(t.base, k.base) + o.position, o.progress) as rank
from ledger.observations as o
join ranks as k using (snapshot_no)
left join ties as t
  on t.snapshot_no = o.snapshot_no and t.instance_id = o.instance_id and t.chat_id = o.chat_id
  and t.message_id = o.message_id;

-- Their earliest timestamp, first and last observation, and the last one with contents: with a link, if any has one.
create or replace temp table repeated as
select
  o.instance_id,
  o.chat_id,
  o.message_id,
  min(o.timestamp_seconds) as first_seconds,
  min(o.place) as first_order,
  max(o.rank) as last_order,
  coalesce(
    max(o.rank) filter (where o.progress & 8 > 0), max(o.rank) filter (where o.progress & 64 > 0), max(o.rank)
  ) as contents_order
from ordered as o
semi join observed_again as a
  on a.instance_id = o.instance_id and a.chat_id = o.chat_id and a.message_id = o.message_id
group by all;

-- Records of this load that are not the latest state of their message, or not the latest with its contents.
create or replace temp table losers as
with ranked as (
  select
    s.snapshot_no, s.record_index, r.last_order, r.contents_order,
    rank_of(coalesce(t.base, k.base) + s.position, call_progress(s.kind, s.extra)) as rank
  from staged as s
  join ranks as k using (snapshot_no)
  join repeated as r
    on r.instance_id = s.instance_id and r.chat_id = s.chat_id and r.message_id = s.message_id
  left join ties as t
    on t.snapshot_no = s.snapshot_no and t.instance_id = s.instance_id and t.chat_id = s.chat_id
    and t.message_id = s.message_id
)
select snapshot_no, record_index, rank <> last_order as is_earlier, rank <> contents_order as lacks_contents
from ranked
where rank <> last_order
  or rank <> contents_order;

create or replace temp view latest as
select
  s.*,
  coalesce(r.first_seconds, s.timestamp_seconds) as first_seconds,
  coalesce(r.first_order, k.base + s.position) as first_order,
  r.message_id is not null as is_repeated
from staged as s
join ranks as k on k.snapshot_no = s.snapshot_no
left join repeated as r
  on r.instance_id = s.instance_id and r.chat_id = s.chat_id and r.message_id = s.message_id
anti join (from losers where is_earlier) as x on x.snapshot_no = s.snapshot_no and x.record_index = s.record_index;

-- A later state may lack the contents: a history shows some files without their links and names.
create or replace temp view contents as
select s.*
from staged as s
anti join (from losers where lacks_contents) as x on x.snapshot_no = s.snapshot_no and x.record_index = s.record_index;

-- Messages that were there before: those whose latest state this load brings, and all that it touches.
create or replace temp table replaced as
select r.instance_id, r.chat_id, r.message_id
from repeated as r
semi join (
  select s.instance_id, s.chat_id, s.message_id
  from staged as s
  anti join (from losers where is_earlier) as x on x.snapshot_no = s.snapshot_no and x.record_index = s.record_index
) as w on w.instance_id = r.instance_id and w.chat_id = r.chat_id and w.message_id = r.message_id
semi join messages as m
  on m.instance_id = r.instance_id and m.chat_id = r.chat_id and m.message_id = r.message_id;

-- Those of which it brings the contents.
create or replace temp table refilled as
select r.instance_id, r.chat_id, r.message_id
from repeated as r
semi join contents as w on w.instance_id = r.instance_id and w.chat_id = r.chat_id and w.message_id = r.message_id
semi join messages as m
  on m.instance_id = r.instance_id and m.chat_id = r.chat_id and m.message_id = r.message_id;

-- Those whose latest state lacks contents that an earlier one has.
create or replace temp table partly_reported as
select instance_id, chat_id, message_id
from repeated
where contents_order <> last_order;

-- Seconds that messages leave, because an earlier time of them is known now.
create or replace temp table former_seconds as
select m.instance_id, m.sent_at
from messages as m
join repeated as r
  on r.instance_id = m.instance_id and r.chat_id = m.chat_id and r.message_id = m.message_id
where m.sent_at is distinct from to_timestamp(r.first_seconds);
