-- search rows: what was found, names first, then messages, the newest first; with the messages around each
-- Grain: one row per hit, and one per message around it.
-- Columns:
--   hit: number of the hit, from 1
--   place: 0 is the hit itself, -1 the message before it in the chat, 1 the one behind it
--   type_message: kind of a message around a hit (typeMessage)
--   found_in: where it was found: name, text, file, poll, contact or place; NULL around a hit
-- Parameters: {{limit}}, most hits, or ALL; {{around}}, messages before and behind a hit.
create or replace temp table search_hits as
with hits as (
  select
    true as is_name, instance_id,
    case when is_chat then id end as chat_id,
    null as message_id, sent_at, 0 as order_in_second,
    case when is_sender then id end as sender_id,
    'name' as found_in, name as found
  from temp.search_names
  union all
  select
    false, instance_id, chat_id, message_id, sent_at, order_in_second, sender_id,
    ['text', 'file', 'poll', 'contact', 'place'][place], found
  from temp.search_found
),
first_hits as (
  from hits
  order by is_name desc, sent_at desc nulls last, order_in_second desc, instance_id, chat_id, message_id
  limit {{limit}}
)
select
  row_number() over (
    order by is_name desc, sent_at desc nulls last, order_in_second desc, instance_id, chat_id, message_id
  ) as hit,
  *
from first_hits
order by hit;

create or replace temp table search_rows as
with lines as (
  select
    instance_id, chat_id, message_id, type_message, sent_at, sender_id, text,
    row_number() over (
      partition by instance_id, chat_id order by sent_at nulls first, order_in_second, message_id
    ) as line
  from messages
  where {{around}} > 0
    and kind in ('message', 'story')
    and (instance_id, chat_id) in (select (instance_id, chat_id) from temp.search_hits where message_id is not null)
),
placed as (
  select h.hit, l.instance_id, l.chat_id, l.line
  from temp.search_hits as h
  join lines as l
    on l.instance_id = h.instance_id and l.chat_id = h.chat_id and l.message_id = h.message_id
),
around as (
  select
    p.hit, (l.line - p.line)::integer as place, l.sent_at, l.instance_id, l.chat_id, l.message_id, l.sender_id,
    l.type_message, l.text
  from placed as p
  join lines as l
    on l.instance_id = p.instance_id and l.chat_id = p.chat_id
    and l.line between p.line - {{around}} and p.line + {{around}}
    and l.line <> p.line
)
select
  r.*, c.name as chat_name,
  coalesce(s.name, case when r.sender_id is null then coalesce(m.sender_name, m.sender_contact_name) end) as sender_name
from (
  select hit, 0 as place, sent_at, instance_id, chat_id, message_id, sender_id, found_in, found as text
  from temp.search_hits
  union all by name
  from around
) as r
left join names as c on c.instance_id = r.instance_id and c.id = r.chat_id
left join names as s on s.instance_id = r.instance_id and s.id = r.sender_id
left join messages as m
  on m.instance_id = r.instance_id and m.chat_id = r.chat_id and m.message_id = r.message_id and r.sender_id is null
  and m.sender_id is null;
