-- search hits: texts of messages of a choice, and what stands at these, that may hold all that is looked for
-- Grain: one row per text.
-- Parameters: {{chosen}}, a SELECT of messages; {{within}}, a condition on instance_id and chat_id; {{quick}}, a macro's body that
-- may take more than is meant; {{some}}, the same for any one of what is looked for; {{in_texts}}, whether any text can hold it;
-- {{all}}, {{candidates}} and {{edits}}, whether the texts of all messages, of search_candidates and of edits are read;
-- {{sure}}, a condition on a text, found, that may take less.
create or replace temp macro may_hold(written) as {{quick}};
create or replace temp macro may_hold_some(written) as {{some}};
-- Few of all texts are left. A CASE keeps the order; AND does not.
create or replace temp table search_texts as
select
  instance_id, chat_id, message_id, sent_at, order_in_second, sender_id, 1 as place, text as found,
  false as is_edit, null::varchar as edited_message_id
from ({{chosen}})
where {{all}}
  and kind in ('message', 'story')
  and text is not null
  and case when may_hold(text) then true end
union all
select instance_id, chat_id, message_id, sent_at, order_in_second, sender_id, 1, text, true, edited_message_id
from ({{chosen}})
where {{edits}}
  and type_message = 'editedMessage'
  and text is not null
  and case when may_hold(text) then true end
union all
select instance_id, chat_id, message_id, sent_at, order_in_second, sender_id, 1, text, false, null
from ({{chosen}})
where {{candidates}}
  and kind in ('message', 'story')
  and text is not null
  and message_id in (select message_id from temp.search_candidates);

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

create or replace temp table search_possible as
select *, {{sure}} as is_held
from (
  from temp.search_texts
  union all by name
  from temp.search_others
);
