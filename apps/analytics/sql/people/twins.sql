-- twins: messages that stand under two ids of one private chat, but for the one that was observed last
-- What a message id says under both ids is one message, in the state that was observed last.
-- Parameters: {{tables}}, the schema of the cache.
create or replace temp table twins as
with placed as (
  select
    m.instance_id, m.chat_id, m.message_id, m.sender_id, m.is_content,
    row_number() over (
      partition by m.instance_id, coalesce(c.chat_id, m.chat_id), m.message_id
      order by m.last_seen_at desc, c.chat_id nulls first, m.chat_id
    ) as place
  from {{tables}}.messages as m
  left join temp.chat_of as c on c.id = m.chat_id
  where m.chat_id in (select id from temp.chat_of union all select chat_id from temp.chat_of)
)
select instance_id, chat_id, message_id, sender_id, is_content
from placed
where place > 1;
