-- messages: one row per message, in its latest observed state
-- schema
create table messages (
  instance_id varchar not null,
  chat_id varchar not null,
  message_id varchar not null,
  direction varchar,
  type_message varchar,
  kind varchar not null,
  is_content boolean not null,
  chat_type varchar not null,
  sent_at timestamptz,
  order_in_second integer not null,
  status_at timestamptz,
  sender_id varchar,
  sender_name varchar,
  sender_contact_name varchar,
  text varchar,
  is_forwarded boolean,
  forwarding_score integer,
  quoted_message_id varchar,
  quoted_participant varchar,
  status_message varchar,
  send_by_api boolean,
  chat_state varchar,
  is_edited boolean,
  is_deleted boolean,
  edited_message_id varchar,
  deleted_message_id varchar,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  revision_count integer not null,
  extra json
);
comment on table messages is 'One row per message or event of a chat, in its latest observed state; message_revisions has the others';
comment on column messages.instance_id is 'Instance (idInstance) of the account';
comment on column messages.chat_id is 'Chat (chatId): …@c.us a person, …@g.us a group, …@lid a hidden number; of MAX and Telegram digits, negative for a group; empty text if the record had none';
comment on column messages.message_id is 'Message (idMessage), unique within a chat; hash:… for a record without one';
comment on column messages.direction is 'incoming or outgoing';
comment on column messages.type_message is 'Kind of message (typeMessage), as sent';
comment on column messages.kind is 'message; event about a message (a reaction, a poll vote, a mark of an edit or a deletion); call; story; block (incomingBlock)';
comment on column messages.is_content is 'True for messages, false for everything else: see kind';
comment on column messages.chat_type is 'private, group, lid (a hidden number), channel, bot or other: as the journal tells it (chatType), else from the chat id';
comment on column messages.sent_at is 'Earliest timestamp ever observed of the message, UTC';
comment on column messages.order_in_second is 'Place among the messages of its instance and second, from 1: as one reply that holds them shows them, the oldest first; else incoming before outgoing, and as they were first observed';
comment on column messages.status_at is 'Timestamp of its latest state, UTC: for outgoing messages the time of the last status';
comment on column messages.sender_id is 'Sender (senderId); the other side where a private chat names none; instance:<instance_id> for own messages';
comment on column messages.sender_name is 'Name that the sender chose (senderName)';
comment on column messages.sender_contact_name is 'Name in the address book of the account (senderContactName)';
comment on column messages.text is 'Text of the message, the caption of its file, the text of buttons, a list or a template, or what was chosen of them';
comment on column messages.is_forwarded is 'Whether the message was forwarded';
comment on column messages.forwarding_score is 'How often it was forwarded, as the vendor counts';
comment on column messages.quoted_message_id is 'Message that this one quotes, or of which a button or an entry was chosen (stanzaId); not set for reactions';
comment on column messages.quoted_participant is 'Author of the quoted message';
comment on column messages.status_message is 'Delivery status of an outgoing message: pending, sent, delivered, read, …';
comment on column messages.send_by_api is 'True if an outgoing message was sent through the API, false if from the phone';
comment on column messages.chat_state is 'State told by an incomingBlock event';
comment on column messages.is_edited is 'True if the message was edited, as it says or an edit of its sender tells; the text is that of the latest edit';
comment on column messages.is_deleted is 'True if the message was deleted, as it says or a deletion tells; the text stays';
comment on column messages.edited_message_id is 'Of an edited message: the id of the edit (editedMessageId); of a mark: the message it is about';
comment on column messages.deleted_message_id is 'Of a deleted message: the id of the deletion (deletedMessageId); of a mark: the message it is about';
comment on column messages.first_seen_at is 'When the first reply that held the message was asked for, UTC';
comment on column messages.last_seen_at is 'When the latest reply that held it was asked for, UTC';
comment on column messages.revision_count is 'Number of known states';
comment on column messages.extra is 'JSON of the fields that no column holds, as sent; NULL if none';

-- merge
create or replace temp table revision_counts as
select instance_id, chat_id, message_id, count(*)::integer as revision_count
from runs
group by all;

-- A late snapshot may tell of an earlier time, and leave the latest state as it was.
update messages as m
set
  sent_at = to_timestamp(r.first_seconds),
  first_seen_at = f.requested_at,
  revision_count = c.revision_count
from repeated as r
join revision_counts as c
  on c.instance_id = r.instance_id and c.chat_id = r.chat_id and c.message_id = r.message_id
join ranks as f on f.base = (r.first_order >> 32) << 32
where m.instance_id = r.instance_id and m.chat_id = r.chat_id and m.message_id = r.message_id;

-- A new state may name another sender: the one before has a message less.
create or replace temp table former_senders as
select distinct m.instance_id, m.sender_id
from messages as m
semi join replaced as w
  on w.instance_id = m.instance_id and w.chat_id = m.chat_id and w.message_id = m.message_id
where m.sender_id is not null;

-- So may a new state of a mark name another message.
create or replace temp table former_marks as
select distinct
  m.instance_id, m.chat_id,
  case when m.type_message = 'editedMessage' then m.edited_message_id else m.deleted_message_id end as message_id
from messages as m
semi join replaced as w
  on w.instance_id = m.instance_id and w.chat_id = m.chat_id and w.message_id = m.message_id
where m.type_message in ('editedMessage', 'deletedMessage');

delete from messages as m
using replaced as w
where m.instance_id = w.instance_id and m.chat_id = w.chat_id and m.message_id = w.message_id;

insert into messages
select
  l.instance_id,
  l.chat_id,
  l.message_id,
  l.direction,
  l.type_message,
  l.kind,
  l.kind = 'message',
  chat_type_of(l.chat_id, l.told_chat_type),
  to_timestamp(l.first_seconds),
  1,
  to_timestamp(l.timestamp_seconds),
  l.sender_id,
  l.sender_name,
  l.sender_contact_name,
  l.text,
  l.is_forwarded,
  l.forwarding_score,
  case when l.type_message is distinct from 'reactionMessage' then l.quoted_message_id end,
  case when l.type_message is distinct from 'reactionMessage' then l.quoted_participant end,
  l.status_message,
  l.send_by_api,
  l.chat_state,
  l.is_edited,
  l.is_deleted,
  l.edited_message_id,
  l.deleted_message_id,
  f.requested_at,
  k.requested_at,
  coalesce(c.revision_count, 1),
  l.extra
from latest as l
join ranks as k on k.snapshot_no = l.snapshot_no
join ranks as f on f.base = (l.first_order >> 32) << 32
left join revision_counts as c
  on c.instance_id = l.instance_id and c.chat_id = l.chat_id and c.message_id = l.message_id;

-- A deletion keeps the text, also where the message tells of it itself and its text has gone.
create or replace temp table kept_texts as
select
  r.instance_id, r.chat_id, r.message_id,
  arg_max(r.text, r.revision) as text
from message_revisions as r
semi join repeated as t
  on t.instance_id = r.instance_id and t.chat_id = r.chat_id and t.message_id = r.message_id
where r.mark_message_id is null
group by r.instance_id, r.chat_id, r.message_id
having count(r.text) > 0
  and arg_max({is_emptied: r.text is null and coalesce(r.is_deleted, false)}, r.revision).is_emptied;

update messages as m
set text = k.text
from kept_texts as k
where k.instance_id = m.instance_id and k.chat_id = m.chat_id and k.message_id = m.message_id;

update ledger.marked as m
set text = k.text
from kept_texts as k
where k.instance_id = m.instance_id and k.chat_id = m.chat_id and k.message_id = m.message_id;
