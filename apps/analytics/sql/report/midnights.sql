-- midnights: when the first day begins, and every day after one that was not 24 hours long; seconds since 1970
-- The day after the last one is among the days, since the last one ends there.
with days as (
  select
    place::integer + 1 as day,
    epoch(instant_in($tz::varchar, ($first_day::date + place::integer)::timestamp))::bigint as seconds
  from range(date_diff('day', $first_day::date, $last_day::date) + 2) as numbers(place)
),
lengths as (
  select day, seconds, seconds - lag(seconds) over (order by day) as before
  from days
)
select day, seconds::double as seconds
from lengths
where before is distinct from 86400
order by day;
