-- first-day: the first day of the zone that anything in the report is about, and the last
with moments as (
  select min(sent_at) as first_at, max(sent_at) as last_at
  from messages
  where kind in ('message', 'event')
    and in_period(sent_at, $from, $to)
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
  union all
  select min(reacted_at), max(reacted_at)
  from reactions
  where in_period(reacted_at, $from, $to)
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
  union all
  select min(voted_at), max(voted_at)
  from poll_votes
  where in_period(voted_at, $from, $to)
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
  union all
  select min(asked_at), max(asked_at)
  from polls
  where in_period(asked_at, $from, $to)
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
  union all
  select min(greatest(from_at, $from::timestamptz)), max(least(to_at, $to::timestamptz))
  from coverage
  where in_list(instance_id, $instance)
    and meets_period(from_at, to_at, $from, $to)
)
select
  strftime(timezone($tz::varchar, coalesce(min(first_at), to_timestamp(0)))::date, '%Y-%m-%d') as first_day,
  strftime(timezone($tz::varchar, coalesce(max(last_at), to_timestamp(0)))::date, '%Y-%m-%d') as last_day
from moments;
