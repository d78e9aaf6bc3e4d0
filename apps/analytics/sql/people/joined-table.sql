-- joined table: a table of what messages hold, with one id for a private chat
-- Parameters: {{tables}}, the schema of the cache; {{name}}, the table.
create or replace temp view joined_{{name}} as
select t.* replace (coalesce(c.chat_id, t.chat_id) as chat_id)
from {{tables}}.{{name}} as t
left join temp.chat_of as c on c.id = t.chat_id
anti join temp.twins as w
  on w.instance_id = t.instance_id and w.chat_id = t.chat_id and w.message_id = t.message_id;
