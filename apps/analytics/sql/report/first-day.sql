-- first-day: the first day of the zone that anything in the report is about, and the last
with moments as (
  select min(sent_at) as first_at, max(sent_at) as last_at
  from messages
  where kind in ('message', 'event')
    and ($from::timestamptz is null or sent_at >= $from::timestamptz)
    and ($to::timestamptz is null or sent_at < $to::timestamptz)
    and ($instance::varchar[] is null or list_contains($instance::varchar[], instance_id))
    and ($chat::varchar[] is null or list_contains($chat::varchar[], chat_id))
  union all
  select min(reacted_at), max(reacted_at)
  from reactions
  where ($from::timestamptz is null or reacted_at >= $from::timestamptz)
    and ($to::timestamptz is null or reacted_at < $to::timestamptz)
    and ($instance::varchar[] is null or list_contains($instance::varchar[], instance_id))
    and ($chat::varchar[] is null or list_contains($chat::varchar[], chat_id))
  union all
  select min(voted_at), max(voted_at)
  from poll_votes
  where ($from::timestamptz is null or voted_at >= $from::timestamptz)
    and ($to::timestamptz is null or voted_at < $to::timestamptz)
    and ($instance::varchar[] is null or list_contains($instance::varchar[], instance_id))
    and ($chat::varchar[] is null or list_contains($chat::varchar[], chat_id))
  union all
  select min(asked_at), max(asked_at)
  from polls
  where ($from::timestamptz is null or asked_at >= $from::timestamptz)
    and ($to::timestamptz is null or asked_at < $to::timestamptz)
    and ($instance::varchar[] is null or list_contains($instance::varchar[], instance_id))
    and ($chat::varchar[] is null or list_contains($chat::varchar[], chat_id))
  union all
  select min(greatest(from_at, $from::timestamptz)), max(least(to_at, $to::timestamptz))
  from coverage
  where ($instance::varchar[] is null or list_contains($instance::varchar[], instance_id))
    and ($from::timestamptz is null or to_at > $from::timestamptz)
    and ($to::timestamptz is null or from_at < $to::timestamptz)
)
select
  strftime(timezone($tz::varchar, coalesce(min(first_at), to_timestamp(0)))::date, '%Y-%m-%d') as first_day,
  strftime(timezone($tz::varchar, coalesce(max(last_at), to_timestamp(0)))::date, '%Y-%m-%d') as last_day
from moments;
