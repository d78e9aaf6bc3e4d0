-- coverage_summary: share of the time that was fetched | какая часть времени запрошена
-- Grain: one row per journal of an instance
-- Parameters: from, to, instance
-- Parts: order by instance_id
-- Columns:
--   instance_id: instance (idInstance) of the account
--   journal: incoming or outgoing; with calls for a journal of calls
--   covered_share: share of the time between the first and the last covered moment that was fetched in time | Покрыто
--   gaps: intervals that were not fetched in time | Пробелов
--   longest_gap_seconds: seconds of the longest of them; NULL if there is none | Самый длинный пробел, с
-- Example: chatledger stats coverage_summary
with intervals as (
  select
    instance_id,
    journal,
    state,
    greatest(from_at, $from::timestamptz) as from_at,
    least(to_at, $to::timestamptz) as to_at
  from coverage
  where meets_period(from_at, to_at, $from, $to)
    and in_list(instance_id, $instance)
),
-- Time that nothing was to record, between saved replies and the first sync, has no interval.
followed as (
  select *, lag(to_at) over (partition by instance_id, journal order by from_at) as ended_at
  from intervals
),
stretches as (
  select instance_id, journal, state = 'ok' as is_covered, epoch(to_at) - epoch(from_at) as seconds
  from intervals
  union all
  select instance_id, journal, false, epoch(from_at) - epoch(ended_at)
  from followed
  where ended_at < from_at
)
select
  instance_id,
  journal,
  coalesce(sum(seconds) filter (where is_covered), 0) / sum(seconds) as covered_share,
  count(*) filter (where not is_covered) as gaps,
  max(seconds) filter (where not is_covered) as longest_gap_seconds
from stretches
group by instance_id, journal
order by instance_id, journal;
