-- quotes: one row per message that quotes another
-- schema
create table quotes (
  instance_id varchar not null,
  chat_id varchar not null,
  message_id varchar not null,
  quoted_message_id varchar,
  quoted_participant varchar,
  quoted_type_message varchar,
  quoted_text varchar,
  quoted_file_name varchar,
  quoted_mime_type varchar,
  quoted_download_url varchar,
  quoted_jpeg_thumbnail varchar,
  quoted_payload json not null
);
comment on table quotes is 'One row per message that quotes another; a reaction is none';
comment on column quotes.instance_id is 'Instance (idInstance) of the account';
comment on column quotes.chat_id is 'Chat (chatId)';
comment on column quotes.message_id is 'Message that quotes (idMessage)';
comment on column quotes.quoted_message_id is 'Message that is quoted (stanzaId)';
comment on column quotes.quoted_participant is 'Author of the quoted message';
comment on column quotes.quoted_type_message is 'Kind of the quoted message';
comment on column quotes.quoted_text is 'Its text, caption, the name of its poll, or the text of its buttons or list';
comment on column quotes.quoted_file_name is 'Name of its file';
comment on column quotes.quoted_mime_type is 'Kind of its file';
comment on column quotes.quoted_download_url is 'Link to its file';
comment on column quotes.quoted_jpeg_thumbnail is 'Preview as JPEG in base64, as sent';
comment on column quotes.quoted_payload is 'The quoted message as JSON, whole';

-- merge
delete from quotes as m
using replaced as w
where m.instance_id = w.instance_id and m.chat_id = w.chat_id and m.message_id = w.message_id;

insert into quotes
select
  instance_id,
  chat_id,
  message_id,
  quoted_message_id,
  quoted_participant,
  nullif(quoted ->> '$.typeMessage', ''),
  coalesce(
    nullif(quoted ->> '$.textMessage', ''), nullif(quoted ->> '$.extendedTextMessage.text', ''),
    nullif(quoted ->> '$.caption', ''), nullif(quoted ->> '$.pollMessageData.name', ''),
    nullif(quoted ->> '$.buttonsMessage.contentText', ''), nullif(quoted ->> '$.templateMessage.contentText', ''),
    nullif(quoted ->> '$.listMessage.contentText', ''),
    nullif(quoted ->> '$.buttonsResponseMessage.selectedButtonText', ''),
    nullif(quoted ->> '$.templateButtonReplyMessage.selectedDisplayText', ''),
    nullif(quoted ->> '$.listResponseMessage.title', ''), nullif(quoted ->> '$.interactiveButtons.contentText', ''),
    nullif(quoted ->> '$.interactiveButtonsReply.contentText', '')
  ),
  nullif(quoted ->> '$.fileName', ''),
  nullif(quoted ->> '$.mimeType', ''),
  nullif(quoted ->> '$.downloadUrl', ''),
  nullif(quoted ->> '$.jpegThumbnail', ''),
  quoted
from latest
where quoted is not null
  and type_message is distinct from 'reactionMessage';
