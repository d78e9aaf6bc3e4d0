-- midnights: when every day of the report begins, seconds since 1970, and when the last one ends
select epoch(timezone($tz::varchar, $first_day::date + place::integer))::bigint::double as seconds
from range(date_diff('day', $first_day::date, $last_day::date) + 2) as days(place)
order by place;
