-- coverage: one row per interval of an instance's journal, and whether its messages were asked for
-- Lag 180 s, retention 24 h: a message may come that late, and is shown that long. Times are those of requests.
-- schema
create table coverage (
  instance_id varchar not null,
  journal varchar not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  state varchar not null
);
comment on table coverage is 'One row per interval of a journal, from the first covered moment to the last: what was asked for in time, and what was not';
comment on column coverage.instance_id is 'Instance (idInstance) of the account';
comment on column coverage.journal is 'incoming or outgoing';
comment on column coverage.from_at is 'Start of the interval, UTC';
comment on column coverage.to_at is 'End of the interval, UTC, not included';
comment on column coverage.state is 'ok: asked for in time; maybe_truncated: the reply had 10,000 records and was probably cut; gap: not asked for, and still to be had; lost: not asked for in time';

-- merge
delete from coverage;

insert into coverage
with fetched as (
  select
    s.instance_id,
    s.journal,
    s.requested_at,
    s.requested_at - to_seconds(least(60 * s.minutes - 60, 86400)) as asked_from,
    s.requested_at - interval 180 seconds as to_at,
    n.record_count >= 10000 as is_cut,
    s.oldest_sent_at
  from snapshots as s
  join ledger.snapshots as n on n.instance_id = s.instance_id and n.snapshot_id = s.snapshot_id
  where s.minutes is not null and not s.requested_at_is_guess and s.journal in ('incoming', 'outgoing')
),
windows as (
  select
    instance_id,
    journal,
    case when is_cut then greatest(asked_from, oldest_sent_at) else asked_from end as from_at,
    to_at
  from fetched
  where to_at > asked_from
),
reach as (
  select
    *,
    max(to_at) over (
      partition by instance_id, journal order by from_at, to_at rows between unbounded preceding and 1 preceding
    ) as reached_at
  from windows
  where to_at > from_at
),
islands as (
  select *, sum(case when reached_at is null or from_at > reached_at then 1 else 0 end) over (
    partition by instance_id, journal order by from_at, to_at
  ) as island
  from reach
),
covered as (
  select instance_id, journal, min(from_at) as from_at, max(to_at) as to_at
  from islands
  group by instance_id, journal, island
),
between_them as (
  select
    instance_id,
    journal,
    to_at as from_at,
    lead(from_at) over (partition by instance_id, journal order by from_at) as to_at
  from covered
),
cuts as (
  select instance_id, journal, asked_from, oldest_sent_at
  from fetched
  where is_cut
),
newest as (
  select max(requested_at) as newest_at
  from snapshots
)
select instance_id, journal, from_at, to_at, 'ok'
from covered
union all
select
  b.instance_id,
  b.journal,
  b.from_at,
  b.to_at,
  case
    when exists (
      from cuts as c
      where c.instance_id = b.instance_id and c.journal = b.journal
        and c.asked_from < b.to_at and c.oldest_sent_at > b.from_at
    ) then 'maybe_truncated'
    when b.from_at > n.newest_at - interval 24 hours then 'gap'
    else 'lost'
  end
from between_them as b, newest as n
where b.to_at is not null
order by 1, 2, 3;
