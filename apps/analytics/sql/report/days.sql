-- days: every quarter of an hour in which anything happened, as the hour and day of the zone
-- Offsets of zones are whole quarters. Day 1 is $first_day; hours are numbered on from there, 24 a day.
create or replace temp table report_quarter as
with quarters as (
  select epoch(sent_at)::bigint // 900 as quarter from messages where sent_at is not null
  union
  select epoch(reacted_at)::bigint // 900 from reactions where reacted_at is not null
  union
  select epoch(voted_at)::bigint // 900 from poll_votes where voted_at is not null
  union
  select epoch(asked_at)::bigint // 900 from polls where asked_at is not null
),
zoned as (
  select quarter, timezone($tz::varchar, to_timestamp(quarter * 900)) as wall
  from quarters
)
select quarter, date_diff('day', $first_day::date, wall::date)::integer + 1 as day, hour(wall)::integer as hour
from zoned;
