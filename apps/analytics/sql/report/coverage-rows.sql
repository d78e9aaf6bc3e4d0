-- coverage-rows: intervals of the journals; seconds since 1970, and the same as clocks of the zone show it
select
  instance_id,
  journal,
  state,
  epoch(greatest(from_at, $from::timestamptz)) as from_seconds,
  epoch(least(to_at, $to::timestamptz)) as to_seconds,
  epoch(timezone($tz::varchar, greatest(from_at, $from::timestamptz))) as from_wall,
  epoch(timezone($tz::varchar, least(to_at, $to::timestamptz))) as to_wall
from coverage
where meets_period(from_at, to_at, $from, $to)
  and in_list(instance_id, $instance)
order by instance_id, journal, from_at, to_at;
