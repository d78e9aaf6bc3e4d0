-- transcript chats: the chats that are told of, the one with the newest message first, numbered from 0
-- Grain: one row per chat of the choice with a message, call or event that is told.
-- Parameters: {{chosen}}, a SELECT of messages; {{zone}}, a literal.
create or replace temp table transcript_chats as
with found as (
  select
    m.instance_id, m.chat_id,
    chat_type_among(m.chat_type) as chat_type,
    count(*) as entries,
    count(*) filter (m.is_content) as messages,
    min(m.sent_at) as first_at,
    max(m.sent_at) as last_at,
    list(distinct strftime(timezone({{zone}}, m.sent_at), '%Y-%m')) filter (m.sent_at is not null) as months
  from ({{chosen}}) as m
  left join temp.transcript_events as e
    on e.instance_id = m.instance_id and e.chat_id = m.chat_id and e.message_id = m.message_id
  where m.kind <> 'event' or e.message_id is not null
  group by m.instance_id, m.chat_id
)
select
  (row_number() over (order by f.last_at desc nulls last, f.instance_id, f.chat_id) - 1)::integer as chat,
  f.instance_id,
  f.chat_id,
  n.name as chat_name,
  f.chat_type,
  f.entries,
  f.messages,
  strftime(timezone({{zone}}, f.first_at), '%Y-%m-%d') as first_day,
  strftime(timezone({{zone}}, f.last_at), '%Y-%m-%d') as last_day,
  to_json(list_sort(f.months))::varchar as months
from found as f
left join names as n on n.instance_id = f.instance_id and n.id = f.chat_id;

select * from temp.transcript_chats order by chat;
