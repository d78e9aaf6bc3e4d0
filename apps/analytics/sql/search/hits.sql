-- search hits: messages of a choice in which a text, or what stands at it, holds all that is looked for
-- Grain: one row per message; of several places in it the text is told.
-- Parameters: {{chosen}}, a SELECT of messages; {{within}}, a condition on instance_id and chat_id; {{quick}}, a macro's body that
-- may take more than is meant; {{some}}, the same for any one of what is looked for; {{in_texts}}, whether any text can hold it;
-- {{sure}}, a condition on a text, found, that may take less; {{near}}, one that may take more; {{exact}}, one over its words, which is
-- right.
create or replace temp macro may_hold(written) as {{quick}};
create or replace temp macro may_hold_some(written) as {{some}};
create or replace temp macro worded(found) as
  ' ' || replace(array_to_string(words_in(found), ' '), 'ё', 'е') || ' ';
create or replace temp macro holds(found) as case when {{sure}} then true when {{near}} then {{exact}} else false end;

-- Few of all texts are left: only of them the words are looked at. A CASE keeps that order; AND does not.
create or replace temp table search_found as
select instance_id, chat_id, message_id, sent_at, order_in_second, sender_id, 1 as place, text as found
from ({{chosen}})
where {{in_texts}}
  and kind in ('message', 'story')
  and text is not null
  and case when may_hold(text) then holds(text) end;

-- The new text of a message that the archive does not have is known from its edit alone.
create or replace temp table search_edits as
select instance_id, chat_id, message_id, sent_at, order_in_second, sender_id, text as found, edited_message_id
from ({{chosen}})
where {{in_texts}}
  and type_message = 'editedMessage'
  and text is not null
  and case when may_hold(text) then holds(text) end;

insert into temp.search_found by name
select e.* exclude (edited_message_id), 1 as place
from temp.search_edits as e
anti join messages as m
  on m.instance_id = e.instance_id and m.chat_id = e.chat_id and m.message_id = e.edited_message_id;

-- Together before the pattern, which otherwise is made ready for each.
create or replace temp table search_others as
with some_polls as (
  select instance_id, chat_id, poll_message_id
  from polls
  where {{in_texts}} and {{within}} and may_hold_some(poll_name)
  union
  select instance_id, chat_id, poll_message_id
  from poll_options
  where {{in_texts}} and {{within}} and may_hold_some(option_name)
),
written as materialized (
  select instance_id, chat_id, message_id, 2 as place, file_name as found
  from media
  where {{in_texts}} and file_name is not null and {{within}}
  union all
  select
    p.instance_id, p.chat_id, p.poll_message_id, 3,
    concat_ws(
      chr(10), any_value(p.poll_name),
      array_to_string(
        list_transform(
          list_sort(list({index: o.option_index, name: o.option_name}) filter (o.option_name is not null)),
          lambda o: o.name
        ),
        chr(10)
      )
    )
  from polls as p
  join some_polls as s
    on s.instance_id = p.instance_id and s.chat_id = p.chat_id and s.poll_message_id = p.poll_message_id
  left join poll_options as o
    on o.instance_id = p.instance_id and o.chat_id = p.chat_id and o.poll_message_id = p.poll_message_id
  group by p.instance_id, p.chat_id, p.poll_message_id
  union all
  select instance_id, chat_id, message_id, 4, concat_ws(' ', display_name, phone_numbers)
  from contacts
  where {{in_texts}} and {{within}}
  union all
  select instance_id, chat_id, message_id, 5, concat_ws(chr(10), name_location, address)
  from locations
  where {{in_texts}} and {{within}}
)
select *
from written
where may_hold(found);

insert into temp.search_found by name
with others as (
  select m.instance_id, m.chat_id, m.message_id, m.sent_at, m.order_in_second, m.sender_id, o.place, o.found
  from temp.search_others as o
  join ({{chosen}}) as m
    on m.instance_id = o.instance_id and m.chat_id = o.chat_id and m.message_id = o.message_id
  union all by name
  -- A poll that is known from its votes alone is of the moment of the first of these.
  select
    o.instance_id, o.chat_id, o.message_id, min(m.sent_at) as sent_at, 0 as order_in_second, null as sender_id,
    o.place, o.found
  from temp.search_others as o
  join polls as p
    on p.instance_id = o.instance_id and p.chat_id = o.chat_id and p.poll_message_id = o.message_id
    and not p.is_seen
  join poll_votes as v
    on v.instance_id = p.instance_id and v.chat_id = p.chat_id and v.poll_message_id = p.poll_message_id
  join ({{chosen}}) as m
    on m.instance_id = v.instance_id and m.chat_id = v.chat_id and m.message_id = v.message_id
  where o.place = 3
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
where holds(found)
group by instance_id, chat_id, message_id;
