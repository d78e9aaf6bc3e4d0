-- chosen-chats: the names of the chats that were asked for, by id; a chat of several instances may have several
select id as chat_id, min(name) as chat_name
from names
where list_contains($chat::varchar[], id)
group by id
order by id;
