-- The other side of the load benchmark: DuckDB alone, from the NDJSON file to the same rows, with the least SQL
-- that makes them. {{file}} is the path. One reply, so the last line of a message is its latest state.
create temp table raw as
select row_number() over () as line, *
from read_ndjson(
  {{file}},
  format = 'newline_delimited',
  columns = {
    type: 'varchar', idMessage: 'varchar', timestamp: 'bigint', typeMessage: 'varchar', chatId: 'varchar',
    senderId: 'varchar', senderName: 'varchar', senderContactName: 'varchar', statusMessage: 'varchar',
    sendByApi: 'boolean', chatState: 'varchar', isEdited: 'boolean', isDeleted: 'boolean',
    editedMessageId: 'varchar', deletedMessageId: 'varchar', textMessage: 'varchar', caption: 'varchar',
    extendedTextMessage: 'struct("text" varchar, title varchar, description varchar, "previewType" varchar, "jpegThumbnail" varchar, "isForwarded" boolean, "forwardingScore" integer, "mediaType" varchar, "sourceId" varchar, "sourceType" varchar, "sourceUrl" varchar, "thumbnailUrl" varchar)',
    downloadUrl: 'varchar', fileName: 'varchar', jpegThumbnail: 'varchar', mimeType: 'varchar', isAnimated: 'boolean',
    videoNote: 'boolean', isForwarded: 'boolean', forwardingScore: 'integer',
    location: 'struct("nameLocation" varchar, address varchar, latitude double, longitude double, "jpegThumbnail" varchar, "isForwarded" boolean, "forwardingScore" integer)',
    contact: 'struct("displayName" varchar, vcard varchar, "isForwarded" boolean, "forwardingScore" integer)',
    extendedTextMessageData: 'struct("text" varchar)',
    pollMessageData: 'struct("stanzaId" varchar, name varchar, "multipleAnswers" boolean, options struct("optionName" varchar)[], votes struct("optionName" varchar, "optionVoters" varchar[])[])',
    deletedMessageData: 'struct("stanzaId" varchar)',
    editedMessageData: 'struct("textMessage" varchar, caption varchar, "stanzaId" varchar)',
    quotedMessage: 'json'
  }
);

create temp table seen as
select chatId, idMessage, min(timestamp) as first_timestamp, max(line) as line
from raw
group by all;

create table messages as
select
  '1101000001' as instance_id, r.chatId as chat_id, r.idMessage as message_id, r.type as direction,
  r.typeMessage as type_message,
  r.typeMessage not in ('reactionMessage', 'pollUpdateMessage', 'editedMessage', 'deletedMessage', 'incomingBlock') as is_content,
  case when r.chatId like '%@c.us' then 'private' when r.chatId like '%@g.us' then 'group' when r.chatId like '%@lid' then 'lid' else 'other' end as chat_type,
  to_timestamp(s.first_timestamp) as sent_at, to_timestamp(r.timestamp) as status_at,
  case when r.type = 'outgoing' then 'instance:1101000001' else nullif(r.senderId, '') end as sender_id,
  nullif(r.senderName, '') as sender_name, nullif(r.senderContactName, '') as sender_contact_name,
  coalesce(nullif(r.textMessage, ''), nullif(r.extendedTextMessage."text", ''), nullif(r.caption, ''), r.editedMessageData."textMessage") as text,
  coalesce(r.isForwarded, r.extendedTextMessage."isForwarded", r.location."isForwarded", r.contact."isForwarded") as is_forwarded,
  coalesce(r.forwardingScore, r.extendedTextMessage."forwardingScore", r.location."forwardingScore", r.contact."forwardingScore") as forwarding_score,
  case when r.typeMessage <> 'reactionMessage' then r.quotedMessage ->> '$.stanzaId' end as quoted_message_id,
  case when r.typeMessage <> 'reactionMessage' then r.quotedMessage ->> '$.participant' end as quoted_participant,
  nullif(r.statusMessage, '') as status_message, r.sendByApi as send_by_api, r.chatState as chat_state,
  r.isEdited as is_edited, r.isDeleted as is_deleted,
  coalesce(nullif(r.editedMessageId, ''), r.editedMessageData."stanzaId") as edited_message_id,
  coalesce(nullif(r.deletedMessageId, ''), r.deletedMessageData."stanzaId") as deleted_message_id,
  now() as first_seen_at, now() as last_seen_at, 1 as revision_count, null::json as extra
from raw as r
join seen as s using (line);

create table message_revisions as
with states as (
  select *, lag(hash(timestamp, textMessage, caption, statusMessage, isEdited, isDeleted)) over w as before,
    hash(timestamp, textMessage, caption, statusMessage, isEdited, isDeleted) as state
  from raw
  window w as (partition by chatId, idMessage order by line)
)
select
  '1101000001' as instance_id, chatId as chat_id, idMessage as message_id,
  row_number() over (partition by chatId, idMessage order by line) as revision,
  now() as observed_at, to_timestamp(timestamp) as timestamp_at,
  coalesce(nullif(textMessage, ''), nullif(extendedTextMessage."text", ''), nullif(caption, '')) as text,
  statusMessage as status_message, isEdited as is_edited, isDeleted as is_deleted, 'snapshot' as snapshot_id
from states
where before is distinct from state;

create temp view latest as select r.* from raw as r semi join seen as s using (line);

create table media as
select '1101000001' as instance_id, chatId as chat_id, idMessage as message_id, replace(typeMessage, 'Message', '') as media_type,
  downloadUrl, nullif(caption, '') as caption, fileName, mimeType, isAnimated, videoNote, nullif(jpegThumbnail, '') as jpeg_thumbnail
from latest
where typeMessage in ('imageMessage', 'videoMessage', 'documentMessage', 'audioMessage', 'stickerMessage');

create table link_previews as
select '1101000001' as instance_id, chatId as chat_id, idMessage as message_id, unnest(extendedTextMessage)
from latest
where typeMessage = 'extendedTextMessage'
  and coalesce(nullif(extendedTextMessage.title, ''), nullif(extendedTextMessage.description, ''), extendedTextMessage."sourceUrl", nullif(extendedTextMessage."jpegThumbnail", '')) is not null;

create table locations as
select '1101000001' as instance_id, chatId as chat_id, idMessage as message_id, unnest(location)
from latest
where location is not null;

create table contacts as
select '1101000001' as instance_id, chatId as chat_id, idMessage as message_id, contact."displayName" as display_name,
  array_to_string(list_distinct([regexp_replace(n, '[^0-9+]', '', 'g') for n in regexp_extract_all(contact.vcard, 'TEL[^:\n]*:([^\n]*)', 1)]), ',') as phone_numbers,
  contact.vcard
from latest
where contact is not null;

create table quotes as
select '1101000001' as instance_id, chatId as chat_id, idMessage as message_id,
  quotedMessage ->> '$.stanzaId' as quoted_message_id, quotedMessage ->> '$.participant' as quoted_participant,
  quotedMessage ->> '$.typeMessage' as quoted_type_message,
  coalesce(quotedMessage ->> '$.textMessage', quotedMessage ->> '$.extendedTextMessage.text', quotedMessage ->> '$.caption', quotedMessage ->> '$.pollMessageData.name') as quoted_text,
  quotedMessage ->> '$.fileName' as quoted_file_name, quotedMessage ->> '$.mimeType' as quoted_mime_type,
  quotedMessage ->> '$.downloadUrl' as quoted_download_url, quotedMessage ->> '$.jpegThumbnail' as quoted_jpeg_thumbnail,
  quotedMessage as quoted_payload
from latest
where quotedMessage is not null and typeMessage <> 'reactionMessage';

create table reactions as
select '1101000001' as instance_id, chatId as chat_id, idMessage as message_id,
  quotedMessage ->> '$.stanzaId' as target_message_id, quotedMessage ->> '$.participant' as target_participant,
  case when type = 'outgoing' then 'instance:1101000001' else senderId end as reactor_id,
  nullif(extendedTextMessageData."text", '') as emoji,
  nullif(regexp_replace(extendedTextMessageData."text", '[\x{FE0F}\x{1F3FB}-\x{1F3FF}]', '', 'g'), '') as emoji_base,
  to_timestamp(timestamp) as reacted_at,
  row_number() over (partition by chatId, target_message_id, reactor_id order by timestamp desc, line desc) = 1 and emoji is not null as is_current
from latest
where typeMessage = 'reactionMessage';

create temp table updates as
select chatId as chat_id, idMessage as message_id, pollMessageData."stanzaId" as poll_message_id, pollMessageData.name as poll_name,
  pollMessageData."multipleAnswers" as multiple_answers, pollMessageData.votes as votes, timestamp, line,
  case when type = 'outgoing' then 'instance:1101000001' else senderId end as voter_id
from latest
where typeMessage = 'pollUpdateMessage';

create table polls as
select '1101000001' as instance_id, chatId as chat_id, idMessage as poll_message_id, pollMessageData.name as poll_name,
  pollMessageData."multipleAnswers" as multiple_answers, to_timestamp(timestamp) as asked_at, senderId as asked_by, true as is_seen
from latest
where typeMessage = 'pollMessage'
union all
select '1101000001', chat_id, poll_message_id, arg_max(poll_name, line), arg_max(multiple_answers, line), null, null, false
from updates as u
anti join (select chatId, idMessage from latest where typeMessage = 'pollMessage') as p on p.chatId = u.chat_id and p.idMessage = u.poll_message_id
group by all;

create table poll_options as
select '1101000001' as instance_id, chatId as chat_id, idMessage as poll_message_id,
  unnest(range(len(pollMessageData.options))) as option_index, unnest([o."optionName" for o in pollMessageData.options]) as option_name
from latest
where typeMessage = 'pollMessage';

create table poll_votes as
with chosen as (
  select *, [v."optionName" for v in votes if len(v."optionVoters") > 0] as options,
    row_number() over (partition by chat_id, poll_message_id, voter_id order by timestamp desc, line desc) = 1 as is_last
  from updates
)
select '1101000001' as instance_id, chat_id, poll_message_id, message_id, voter_id,
  unnest(case when len(options) > 0 then options else [null] end) as option_name, to_timestamp(timestamp) as voted_at,
  is_last and len(options) > 0 as is_current
from chosen;

create table chats as
select instance_id, chat_id, any_value(chat_type) as chat_type, count(*) filter (is_content) as message_count,
  count(distinct sender_id) filter (is_content) as sender_count, min(sent_at) filter (is_content), max(sent_at) filter (is_content)
from messages
group by all;

create table senders as
select instance_id, sender_id, arg_max(sender_name, sent_at) as sender_name, arg_max(sender_contact_name, sent_at) as sender_contact_name,
  count(*) filter (is_content) as message_count, min(sent_at) filter (is_content), max(sent_at) filter (is_content)
from messages
where sender_id is not null
group by instance_id, sender_id;
