-- edits_and_deletions: who edits and deletes messages | кто изменяет и удаляет сообщения
-- Grain: one row per sender in a chat with at least one message that was edited or deleted
-- Parameters: from, to, instance, chat
-- Parts: order by edited + deleted desc, instance_id
-- Columns:
--   instance_id: instance (idInstance) of the account
--   chat_id: chat (chatId)
--   chat_name: name from --names or the directory; for a private chat, the name of the other side; NULL for a group without a name
--   sender_id: sender (senderId); instance:<instance_id> for the account itself
--   sender_name: name from --names, otherwise the latest one, or the one in the address book
--   messages: all messages of the sender in this chat | Сообщений
--   edited: of these, those that were edited, according to the message or an edit event by the sender | Изменено
--   deleted: of these, those that were deleted, according to the message or a deletion event | Удалено
--   median_seconds_to_edit: median seconds from the message to its first edit | Медиана до правки, с
--   median_seconds_to_delete: median seconds from the message to its first deletion | Медиана до удаления, с
-- Example: chatledger stats edits_and_deletions --last 30d
with content as (
  select instance_id, chat_id, message_id, sender_id, sent_at, is_edited, is_deleted
  from messages
  where is_content
    and in_period(sent_at, $from, $to)
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
),
-- An edit of somebody else is none.
edits as (
  select m.instance_id, m.chat_id, m.edited_message_id as message_id, min(m.sent_at) as edited_at
  from messages as m
  left join (
    select instance_id, message_id
    from issues
    where code = 'edit_by_another_sender'
  ) as i on i.instance_id = m.instance_id and i.message_id = m.message_id
  where m.type_message = 'editedMessage'
    and m.edited_message_id is not null
    and i.instance_id is null
  group by m.instance_id, m.chat_id, m.edited_message_id
),
deletions as (
  select instance_id, chat_id, deleted_message_id as message_id, min(sent_at) as deleted_at
  from messages
  where type_message = 'deletedMessage'
    and deleted_message_id is not null
  group by instance_id, chat_id, deleted_message_id
),
changed as (
  select
    c.instance_id, c.chat_id, c.sender_id,
    coalesce(c.is_edited, false) as is_edited,
    coalesce(c.is_deleted, false) as is_deleted,
    epoch(e.edited_at) - epoch(c.sent_at) as seconds_to_edit,
    epoch(d.deleted_at) - epoch(c.sent_at) as seconds_to_delete
  from content as c
  left join edits as e
    on e.instance_id = c.instance_id and e.chat_id = c.chat_id and e.message_id = c.message_id
  left join deletions as d
    on d.instance_id = c.instance_id and d.chat_id = c.chat_id and d.message_id = c.message_id
),
by_sender as (
  select
    instance_id, chat_id, sender_id,
    count(*) as messages,
    count(*) filter (where is_edited) as edited,
    count(*) filter (where is_deleted) as deleted,
    quantile_cont(seconds_to_edit, 0.5) as median_seconds_to_edit,
    quantile_cont(seconds_to_delete, 0.5) as median_seconds_to_delete
  from changed
  group by instance_id, chat_id, sender_id
)
select
  b.instance_id,
  b.chat_id,
  chat.name as chat_name,
  b.sender_id,
  s.name as sender_name,
  b.messages,
  b.edited,
  b.deleted,
  b.median_seconds_to_edit,
  b.median_seconds_to_delete
from by_sender as b
left join names as s on s.instance_id = b.instance_id and s.id = b.sender_id
left join names as chat on chat.instance_id = b.instance_id and chat.id = b.chat_id
where b.edited + b.deleted > 0
order by b.edited + b.deleted desc, b.instance_id, b.chat_id, b.sender_id;
