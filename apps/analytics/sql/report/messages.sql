-- messages: content in the period, with the sites it links to and, of an answer, the seconds it took
-- What counts is what activity_by_day, messages_by_chat, links_by_domain and response_times count.
create or replace temp table report_message as
with content as (
  select
    instance_id, chat_id, message_id, sender_id, type_message, text, sent_at, first_seen_at,
    case when chat_type = 'group' then sender_id else direction end as side
  from messages
  where is_content
    and ($instance::varchar[] is null or list_contains($instance::varchar[], instance_id))
    and ($chat::varchar[] is null or list_contains($chat::varchar[], chat_id))
),
answered as (
  select
    instance_id, chat_id, sender_id, type_message, text, sent_at,
    case when side <> lag(side) over chat then epoch(sent_at) - epoch(lag(sent_at) over chat) end as answer_seconds
  from content
  where side is not null
    and sent_at is not null
  window chat as (partition by instance_id, chat_id order by sent_at, first_seen_at, message_id)
  union all
  select instance_id, chat_id, sender_id, type_message, text, sent_at, null
  from content
  where side is null
    or sent_at is null
)
select
  instance_id,
  chat_id,
  coalesce(sender_id, '') as sender_id,
  coalesce(type_message, '') as type_message,
  case when contains(text, '://') or contains(text, 'www.') then
    array_to_string(list_sort(list_distinct([
      regexp_replace(regexp_replace(lower(host), '^www\.', ''), '[._-]+$', '')
      for host in regexp_extract_all(
        text, '(?i)(?:https?://(?:[^\s/?#@]*@)?|\bwww\.)([\p{L}\p{N}][\p{L}\p{N}._-]*)', 1
      )
    ])), ' ')
  else '' end as domains,
  coalesce(epoch(sent_at)::bigint // 900, -1) as quarter,
  round(answer_seconds)::integer as answer_seconds
from answered
where ($from::timestamptz is null or sent_at >= $from::timestamptz)
  and ($to::timestamptz is null or sent_at < $to::timestamptz);
