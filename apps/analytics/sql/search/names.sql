-- search names: chats and people of a choice who are called so
-- Grain: one row per id; the moment is that of its last message or call.
-- Parameters: {{chosen}}, a SELECT of messages; {{exact}}, a condition over the words of a name, w.
create or replace temp table search_names as
with called as materialized (
  select instance_id, id, written as name
  from (
    select *, ' ' || replace(array_to_string(words, ' '), 'ё', 'е') || ' ' as w, written as found
    from temp.search_worded
    where id is not null
  )
  where {{exact}}
),
written as (
  -- Two joins: if nobody is called so, neither reads the messages.
  select m.instance_id, m.chat_id, m.sender_id, max(m.sent_at) as sent_at
  from ({{chosen}}) as m
  semi join called as c on c.instance_id = m.instance_id and c.id = m.chat_id
  where m.kind in ('message', 'story', 'call')
  group by m.instance_id, m.chat_id, m.sender_id
  union
  select m.instance_id, m.chat_id, m.sender_id, max(m.sent_at) as sent_at
  from ({{chosen}}) as m
  semi join called as c on c.instance_id = m.instance_id and c.id = m.sender_id
  where m.kind in ('message', 'story', 'call')
  group by m.instance_id, m.chat_id, m.sender_id
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
