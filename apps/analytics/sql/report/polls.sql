-- polls: polls asked or voted in in the period, numbered from 0 in the order of the page
create or replace temp table report_poll as
with listed as (
  select *
  from polls as p
  where ($instance::varchar[] is null or list_contains($instance::varchar[], p.instance_id))
    and ($chat::varchar[] is null or list_contains($chat::varchar[], p.chat_id))
    and (
      ($from::timestamptz is null and $to::timestamptz is null)
      or (
        ($from::timestamptz is null or p.asked_at >= $from::timestamptz)
        and ($to::timestamptz is null or p.asked_at < $to::timestamptz)
      )
      or (p.instance_id, p.chat_id, p.poll_message_id) in (
        select (instance_id, chat_id, poll_message_id)
        from poll_votes
        where ($from::timestamptz is null or voted_at >= $from::timestamptz)
          and ($to::timestamptz is null or voted_at < $to::timestamptz)
      )
    )
)
select
  instance_id,
  chat_id,
  poll_message_id,
  coalesce(poll_name, '') as poll_name,
  coalesce(multiple_answers, false) as multiple_answers,
  coalesce(asked_by, '') as asked_by,
  asked_at,
  case when ($from::timestamptz is null or asked_at >= $from::timestamptz)
    and ($to::timestamptz is null or asked_at < $to::timestamptz)
  then coalesce(epoch(asked_at)::bigint // 900, -1) else -1 end as quarter
from listed;
