-- chats: which ids of chats are replaced in a session
-- With people, all ids of the chat; otherwise those that an instance has beside another id of the chat.
-- Parameters: {{tables}}, the schema of the cache; {{are_people_counted}}, true or false.
create or replace temp table chat_of as
with placed as (
  select c.instance_id, c.chat_id as id, coalesce(k.chat_id, c.chat_id) as chat_id
  from (
    select instance_id, chat_id from {{tables}}.chats
    union
    select instance_id, chat_id from {{tables}}.calls
  ) as c
  left join temp.known_chats as k on k.id = c.chat_id
),
divided as (
  select instance_id, chat_id
  from placed
  group by all
  having count(*) > 1
)
select distinct id, chat_id
from placed
where id <> chat_id
  and ({{are_people_counted}} or chat_id in (select chat_id from divided));
