-- messages: content in the period, with the sites it links to and, of an answer, the seconds it took
-- What counts is what activity_by_day, messages_by_chat, links_by_domain and response_times count.
create or replace temp table report_message as
with content as (
  select
    instance_id, chat_id, message_id, sender_id, type_message, text, sent_at, order_in_second,
    case when chat_type = 'group' then sender_id else direction end as side
  from messages
  where is_content
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
),
answered as (
  select
    instance_id, chat_id, message_id, sender_id, type_message, sent_at,
    case when side <> lag(side) over chat then epoch(sent_at) - epoch(lag(sent_at) over chat) end as answer_seconds
  from content
  where side is not null
    and sent_at is not null
  window chat as (partition by instance_id, chat_id order by sent_at, order_in_second)
  union all
  select instance_id, chat_id, message_id, sender_id, type_message, sent_at, null
  from content
  where side is null
    or sent_at is null
),
links as (
  select instance_id, chat_id, message_id, unnest(links_in(text)) as link
  from content
  where contains(text, '://') or regexp_matches(text, '[Ww][Ww][Ww]\.')
),
hosts as (
  select distinct instance_id, chat_id, message_id, host_of(link) as host
  from links
),
linked as (
  select instance_id, chat_id, message_id, domain_of(host) as domain
  from hosts
  where host is not null
),
domains as (
  select instance_id, chat_id, message_id, array_to_string(list_sort(list(distinct domain)), ' ') as domains
  from linked
  group by instance_id, chat_id, message_id
)
select
  a.instance_id,
  a.chat_id,
  coalesce(a.sender_id, '') as sender_id,
  coalesce(a.type_message, '') as type_message,
  coalesce(d.domains, '') as domains,
  coalesce(epoch(a.sent_at)::bigint // 900, -1) as quarter,
  round(a.answer_seconds)::integer as answer_seconds
from answered as a
left join domains as d
  on d.instance_id = a.instance_id and d.chat_id = a.chat_id and d.message_id = a.message_id
where in_period(a.sent_at, $from, $to);
