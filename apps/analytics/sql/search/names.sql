-- search names: chats and people of a choice who are called so
-- Grain: one row per id; the moment is that of its last message.
-- Parameters: {{chosen}}, a SELECT of messages; {{exact}}, a condition over the words of a name, w.
create or replace temp table search_names as
with called as (
  select instance_id, id, written as name
  from (
    select *, ' ' || replace(array_to_string(words, ' '), 'ё', 'е') || ' ' as w, written as found
    from temp.search_worded
    where id is not null
  )
  where {{exact}}
),
written as (
  select instance_id, chat_id, sender_id, max(sent_at) as sent_at
  from ({{chosen}})
  where kind in ('message', 'story')
    and (
      (instance_id, chat_id) in (select (instance_id, id) from called)
      or (instance_id, sender_id) in (select (instance_id, id) from called)
    )
  group by instance_id, chat_id, sender_id
)
select
  c.instance_id,
  c.id,
  c.name,
  bool_or(w.chat_id = c.id) as is_chat,
  bool_or(w.sender_id = c.id) as is_sender,
  max(w.sent_at) as sent_at
from called as c
join written as w on w.instance_id = c.instance_id and (w.chat_id = c.id or w.sender_id = c.id)
group by c.instance_id, c.id, c.name;
