-- Title: Messages | Сообщения
-- Grain: One row per message or event of a chat, in its latest observed state; message_revisions contains the others | Строка — сообщение или событие чата в последнем известном виде
-- Place: 10
-- After: message_revisions, instances
-- Key: instance_id, chat_id, message_id
-- Order: sent_at nulls first, instance_id, order_in_second, chat_id, message_id
-- Time: sent_at
-- Follows: messages
-- Changes with: message
-- Counted: kind in ('message', 'event')
create table messages (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  chat_id varchar not null, -- chat in chats | Id чата | Chat (chatId): …@c.us a person, …@g.us a group, …@lid a hidden number; MAX and Telegram: digits, negative for a group; empty if the record had none
  -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id: for a private chat, the name of the other side; for a group, the name from --names, otherwise from the directory
  message_id varchar not null, -- message | Id сообщения | Message (idMessage), unique within a chat; hash:… for a record without one; …:edit:… or …:deletion:… and its time for an event with the id of its message
  direction varchar, -- kept | Направление | incoming or outgoing
  type_message varchar, -- word | Тип сообщения | Kind of message (typeMessage), as sent
  kind varchar not null, -- kept | Вид записи | message; event about a message (a reaction, a poll vote, an edit or a deletion); call; story; block (incomingBlock)
  is_content boolean not null, -- kept | Сообщение, не событие | True for messages, false for everything else: see kind
  chat_type varchar not null, -- kept | Тип чата | private, group, lid (a hidden number), channel, bot or other: from the journal (chatType), otherwise derived from the chat id
  messenger varchar not null, -- kept | Мессенджер | whatsapp, max or telegram: messenger of the instance
  sent_at timestamptz, -- kept | Отправлено | Earliest timestamp ever observed of the message, UTC
  order_in_second integer not null, -- kept | Порядок в секунде | Position among the messages of the same instance and second, from 1, oldest first: as in a reply that contains them; otherwise incoming before outgoing, then by first observation
  status_at timestamptz, -- kept | Время статуса | Timestamp of its latest state, UTC: for outgoing messages the time of the last status
  sender_id varchar, -- person in senders | Id отправителя | Sender (senderId); in a private chat, of a message without one or of another, the other side; instance:<instance_id> for own messages
  -- sender_display_name not in parquet: name of sender_id | Отправитель | Name of sender_id
  sender_name varchar, -- name of sender_id | Имя отправителя | Name that the sender chose (senderName), unless it is only the number
  sender_contact_name varchar, -- name of sender_id | Имя в контактах | Name in the address book of the account (senderContactName)
  sender_type varchar, -- word | Вид отправителя | Kind of sender (senderType), only for MAX and Telegram: user, group, supergroup, channel or bot
  sender_phone_number varchar, -- numbers | Телефон отправителя | Phone number of the sender (senderPhoneNumber), digits, only for MAX and Telegram; NULL if hidden
  text varchar, -- text | Текст | Text of the message, the caption of its file, the text of buttons, a list or a template, the chosen button or list entry, or the caption of an invitation, otherwise its group; kept if a later reply has none that can be read
  is_forwarded boolean, -- kept | Переслано | Whether the message was forwarded
  forwarding_score integer, -- kept | Пересылок | Number of times it was forwarded, as counted by the service
  quoted_message_id varchar, -- message | Id цитируемого | Message that this one quotes, or whose button or list entry was chosen (stanzaId); not set for reactions
  quoted_participant varchar, -- person | Id автора цитируемого | Author of the quoted message
  -- quoted_participant_name not in parquet: name of quoted_participant | Автор цитируемого | Name of quoted_participant
  status_message varchar, -- word | Статус | How far an outgoing message got, according to the journal or notifications: pending, sent, delivered, read, …; kept if a later reply has none
  send_by_api boolean, -- kept | Через API | True if an outgoing message was sent through the API, false if from the phone
  is_read boolean, -- kept | Прочитано аккаунтом | Whether the account has read an incoming message (isRead), only for MAX
  read_at timestamptz, -- kept | Время прочтения аккаунтом | When the account read it (isReadTimestamp), UTC
  chat_state varchar, -- word | Состояние чата | State in an incomingBlock event
  is_edited boolean, -- kept | Изменено | True if the message was edited, according to the message itself or an edit event by its sender; the text is that of the latest edit
  is_deleted boolean, -- kept | Удалено | True if the message was deleted, according to the message itself or a deletion event; the text is kept
  edited_message_id varchar, -- message | Id правки | For an edited message: the id of the edit (editedMessageId); for an edit or deletion event: the message it refers to
  deleted_message_id varchar, -- message | Id удаления | For a deleted message: the id of the deletion (deletedMessageId); for an edit or deletion event: the message it refers to
  first_seen_at timestamptz not null, -- kept | Впервые увидено | Request time of the first reply that contains the message, UTC
  last_seen_at timestamptz not null, -- kept | Увидено в последний раз | Request time of the latest reply that contains it, UTC
  revision_count integer not null, -- kept | Состояний | Number of known states
  extra json -- dropped | Прочие поля | JSON of the fields without a column of their own, as sent; NULL if none
  -- text_length in parquet: length(text) | Characters of the text (Unicode code points)
  -- local_date in parquet: (sent_at at time zone {{zone}})::date | Day of sent_at in {{zone}}
  -- local_hour in parquet: hour(sent_at at time zone {{zone}}) | Hour of sent_at in {{zone}}, 0 to 23
);

-- merge
-- The rows after it are those of this load.
set variable last_row = (select coalesce(max(rowid), -1) from messages);

-- of earlier loads
update messages as m
set messenger = i.messenger
from changed_instances as i
where i.instance_id = m.instance_id;

create or replace temp table revision_counts as
select instance_id, chat_id, message_id, count(*)::integer as revision_count
from runs
group by all;

-- A late snapshot may contain an earlier state, and leave the latest one unchanged.
-- of earlier loads
update messages as m
set
  sent_at = to_timestamp(r.first_seconds),
  first_seen_at = case f.journal when 'notifications' then least(f.requested_at, m.last_seen_at) else f.requested_at end,
  revision_count = c.revision_count
from repeated as r
join revision_counts as c
  on c.instance_id = r.instance_id and c.chat_id = r.chat_id and c.message_id = r.message_id
join ranks as f on f.base = (r.first_order >> 32) << 32
where m.instance_id = r.instance_id and m.chat_id = r.chat_id and m.message_id = r.message_id;

-- A new state may have another sender: the previous one then has one message less.
create or replace temp table former_senders as
select distinct m.instance_id, m.sender_id
from messages as m
semi join replaced as w
  on w.instance_id = m.instance_id and w.chat_id = m.chat_id and w.message_id = m.message_id
where m.sender_id is not null;

-- Likewise, a new state of a mark may refer to another message.
create or replace temp table former_marks as
select distinct
  m.instance_id, m.chat_id,
  case when m.type_message = 'editedMessage' then m.edited_message_id else m.deleted_message_id end as message_id
from messages as m
semi join replaced as w
  on w.instance_id = m.instance_id and w.chat_id = m.chat_id and w.message_id = m.message_id
where m.type_message in ('editedMessage', 'deletedMessage');

create or replace temp table former_bodies as
select
  m.instance_id, m.chat_id, m.message_id, m.kind, m.type_message, m.quoted_message_id, m.quoted_participant, m.is_forwarded,
  m.forwarding_score
from messages as m
semi join partly_reported as p
  on p.instance_id = m.instance_id and p.chat_id = m.chat_id and p.message_id = m.message_id;

-- of earlier loads
delete from messages as m
using replaced as w
where m.instance_id = w.instance_id and m.chat_id = w.chat_id and m.message_id = w.message_id;

create or replace temp table message_ranks as
select r.snapshot_no, r.requested_at, i.messenger
from ranks as r
join ledger.instances as i on i.instance_id = r.instance_id;

insert into messages by name
select
  l.instance_id,
  l.chat_id,
  l.message_id,
  l.direction,
  l.type_message,
  l.kind,
  l.kind = 'message' as is_content,
  chat_type_of(l.chat_id, l.reported_chat_type) as chat_type,
  k.messenger,
  to_timestamp(l.first_seconds) as sent_at,
  1 as order_in_second,
  to_timestamp(l.timestamp_seconds) as status_at,
  l.sender_id,
  l.sender_name,
  l.sender_contact_name,
  l.sender_type,
  l.sender_phone_number,
  l.text,
  l.is_forwarded,
  l.forwarding_score,
  case when l.type_message is distinct from 'reactionMessage' then l.quoted_message_id end as quoted_message_id,
  case when l.type_message is distinct from 'reactionMessage' then l.quoted_participant end as quoted_participant,
  l.status_message,
  l.send_by_api,
  l.is_read,
  to_timestamp(l.read_seconds) as read_at,
  l.chat_state,
  l.is_edited,
  l.is_deleted,
  l.edited_message_id,
  l.deleted_message_id,
  case f.journal when 'notifications' then least(f.requested_at, k.requested_at) else f.requested_at end as first_seen_at,
  k.requested_at as last_seen_at,
  coalesce(c.revision_count, 1) as revision_count,
  l.extra
from latest as l
join message_ranks as k on k.snapshot_no = l.snapshot_no
join ranks as f on f.base = (l.first_order >> 32) << 32
left join revision_counts as c
  on c.instance_id = l.instance_id and c.chat_id = l.chat_id and c.message_id = l.message_id;

-- one chat
create or replace temp view joined_messages as
select m.* replace (
  coalesce(c.chat_id, m.chat_id) as chat_id,
  case when c.chat_id is null then m.chat_type else 'private' end as chat_type
)
from {{tables}}.messages as m
left join temp.chat_of as c on c.id = m.chat_id
anti join temp.twins as w
  on w.instance_id = m.instance_id and w.chat_id = m.chat_id and w.message_id = m.message_id;

-- invariants
-- the messages of a second have the places 1, 2, 3, …
select instance_id, sent_at
from messages
group by instance_id, sent_at
having count(distinct order_in_second) <> count(*)
  or min(order_in_second) <> 1
  or max(order_in_second) <> count(*);

-- what counts as a message is of the kind message
select *
from messages
where is_content <> (kind = 'message');

-- every message has as many states as its revision_count
select m.instance_id, m.chat_id, m.message_id
from messages as m
left join (select instance_id, chat_id, message_id, count(*) as states from message_revisions group by all) as r
  on r.instance_id = m.instance_id and r.chat_id = m.chat_id and r.message_id = m.message_id
where m.revision_count is distinct from r.states;
