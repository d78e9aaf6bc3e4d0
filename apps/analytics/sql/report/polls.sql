-- polls: polls asked or voted in in the period, numbered from 0 in the order of the page
create or replace temp table report_poll as
select
  instance_id,
  chat_id,
  poll_message_id,
  coalesce(poll_name, '') as poll_name,
  coalesce(multiple_answers, false) as multiple_answers,
  coalesce(asked_by, '') as asked_by,
  asked_at,
  case when in_period(asked_at, $from, $to)
  then coalesce(epoch(asked_at)::bigint // 900, -1) else -1 end as quarter
from polls_in($from, $to, $instance, $chat, null);
