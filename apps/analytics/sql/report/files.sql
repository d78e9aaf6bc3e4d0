-- files: the newest messages of the report with a file, and what became of it
with chosen as (
  select
    m.instance_id, m.chat_id, m.message_id, m.sent_at, m.order_in_second, coalesce(m.sender_id, '') as sender_id,
    a.media_type, a.file_name
  from media as a
  join messages as m
    on m.instance_id = a.instance_id and m.chat_id = a.chat_id and m.message_id = a.message_id
  where m.is_content
    and in_period(m.sent_at, $from, $to)
    and in_list(m.instance_id, $instance)
    and in_list(m.chat_id, $chat)
),
newest as (
  select *, count(*) over () as found
  from chosen
  order by sent_at desc nulls last, order_in_second desc, instance_id, chat_id, message_id
  limit 2000
)
select
  n.instance_id,
  n.chat_id,
  n.sender_id,
  epoch(timezone($tz::varchar, n.sent_at))::bigint as wall,
  coalesce(date_diff('day', $first_day::date, timezone($tz::varchar, n.sent_at)::date)::integer + 1, 0) as day,
  n.media_type,
  n.file_name,
  f.byte_count,
  f.status,
  case when {{kept}} then f.file end as file,
  n.found
from newest as n
left join media_files as f
  on f.instance_id = n.instance_id and f.chat_id = n.chat_id and f.message_id = n.message_id
order by n.sent_at desc nulls last, n.order_in_second desc, n.instance_id, n.chat_id, n.message_id;
