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
    epoch(least(to_at, $to::timestamptz)) - epoch(greatest(from_at, $from::timestamptz)) as seconds
  from coverage
  where meets_period(from_at, to_at, $from, $to)
    and in_list(instance_id, $instance)
)
select
  instance_id,
  journal,
  coalesce(sum(seconds) filter (where state = 'ok'), 0) / sum(seconds) as covered_share,
  count(*) filter (where state <> 'ok') as gaps,
  max(seconds) filter (where state <> 'ok') as longest_gap_seconds
from intervals
group by instance_id, journal
order by instance_id, journal;
