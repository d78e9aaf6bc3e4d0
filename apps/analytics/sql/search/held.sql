-- search held: the texts that hold all that is looked for, as messages found
-- Grain: one row per message in search_found; of several places in it the text is told.
-- Parameters: {{chosen}}, a SELECT of messages.
insert into temp.search_found by name
select instance_id, chat_id, message_id, sent_at, order_in_second, sender_id, place, found
from temp.search_possible
where is_held and place = 1 and not is_edit;

-- The new text of a message that the archive does not have is known from its edit alone.
insert into temp.search_found by name
select e.instance_id, e.chat_id, e.message_id, e.sent_at, e.order_in_second, e.sender_id, e.place, e.found
from temp.search_possible as e
anti join messages as m
  on m.instance_id = e.instance_id and m.chat_id = e.chat_id and m.message_id = e.edited_message_id
where e.is_held and e.place = 1 and e.is_edit;

insert into temp.search_found by name
-- By one column few messages are left for the join.
with near as materialized (
  select instance_id, chat_id, message_id, sent_at, order_in_second, sender_id
  from ({{chosen}})
  where message_id in (select message_id from temp.search_possible where is_held and place > 1)
),
others as (
  select m.instance_id, m.chat_id, m.message_id, m.sent_at, m.order_in_second, m.sender_id, o.place, o.found
  from temp.search_possible as o
  join near as m
    on m.instance_id = o.instance_id and m.chat_id = o.chat_id and m.message_id = o.message_id
  where o.is_held and o.place > 1
  union all by name
  -- A poll that is known from its votes alone is of the moment of the first of these.
  select
    o.instance_id, o.chat_id, o.message_id, min(m.sent_at) as sent_at, 0 as order_in_second, null as sender_id,
    o.place, o.found
  from temp.search_possible as o
  join polls as p
    on p.instance_id = o.instance_id and p.chat_id = o.chat_id and p.poll_message_id = o.message_id
    and not p.is_seen
  join poll_votes as v
    on v.instance_id = p.instance_id and v.chat_id = p.chat_id and v.poll_message_id = p.poll_message_id
  join ({{chosen}}) as m
    on m.instance_id = v.instance_id and m.chat_id = v.chat_id and m.message_id = v.message_id
  where o.is_held and o.place = 3
  group by o.instance_id, o.chat_id, o.message_id, o.place, o.found
)
select
  instance_id, chat_id, message_id,
  any_value(sent_at) as sent_at,
  any_value(order_in_second) as order_in_second,
  any_value(sender_id) as sender_id,
  arg_min(found, place) as found,
  min(place) as place
from others as o
anti join temp.search_found as t
  on t.instance_id = o.instance_id and t.chat_id = o.chat_id and t.message_id = o.message_id
group by instance_id, chat_id, message_id;
