-- Title: Quotes | Цитаты
-- Grain: One row per message that quotes another, or answers its buttons or list; reactions do not count | Строка — сообщение с цитатой или ответ на кнопки и список
-- Place: 130
-- After: messages
-- Key: instance_id, chat_id, message_id
-- Order: instance_id, chat_id, message_id
-- Time: none
-- Follows: messages
-- Changes with: message
create table quotes (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  chat_id varchar not null, -- chat | Id чата | Chat (chatId)
  -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id: for a private chat, the name of the other side; for a group, the name from --names, otherwise from the directory
  message_id varchar not null, -- message | Id сообщения | Message that quotes (idMessage)
  quoted_message_id varchar, -- message | Id цитируемого | Message that is quoted (stanzaId)
  quoted_participant varchar, -- person in messages | Id автора цитируемого | Author of the quoted message
  -- quoted_participant_name not in parquet: name of quoted_participant | Автор цитируемого | Name of quoted_participant
  quoted_type_message varchar, -- word | Тип цитируемого | Kind of the quoted message
  quoted_text varchar, -- text | Текст цитаты | Its text, caption, the name of its poll, or the text of its buttons or list
  quoted_file_name varchar, -- dropped | Имя файла цитаты | Name of its file
  quoted_mime_type varchar, -- mime | Тип MIME цитаты | Kind of its file
  quoted_download_url varchar, -- link | Ссылка на файл цитаты | Link to its file
  quoted_jpeg_thumbnail varchar, -- thumbnail | Миниатюра цитаты | Preview as JPEG in base64, as sent
  quoted_payload json -- dropped | Цитата целиком | The complete quoted message as JSON; NULL if the record has only its id
);

-- merge
-- at first only from stage.records where quoted is not null or quoted_message_id is not null

-- of earlier loads
delete from quotes as m
using refilled as w
where m.instance_id = w.instance_id and m.chat_id = w.chat_id and m.message_id = w.message_id;

insert into quotes by name
select
  instance_id,
  chat_id,
  message_id,
  quoted_message_id,
  quoted_participant,
  nullif(quoted ->> '$.typeMessage', '') as quoted_type_message,
  coalesce(
    nullif(quoted ->> '$.textMessage', ''), nullif(quoted ->> '$.extendedTextMessage.text', ''),
    nullif(quoted ->> '$.caption', ''), nullif(quoted ->> '$.pollMessageData.name', ''),
    nullif(quoted ->> '$.buttonsMessage.contentText', ''), nullif(quoted ->> '$.templateMessage.contentText', ''),
    nullif(quoted ->> '$.listMessage.contentText', ''),
    nullif(quoted ->> '$.buttonsResponseMessage.selectedButtonText', ''),
    nullif(quoted ->> '$.templateButtonReplyMessage.selectedDisplayText', ''),
    nullif(quoted ->> '$.listResponseMessage.title', ''), nullif(quoted ->> '$.interactiveButtons.contentText', ''),
    nullif(quoted ->> '$.interactiveButtonsReply.contentText', ''),
    nullif(quoted ->> '$.interactiveButtonsResponse.selectedDisplayText', ''),
    nullif(quoted ->> '$.interactiveButtonsResponse.selectedButtonText', ''),
    nullif(quoted ->> '$.groupInviteMessageData.caption', ''),
    nullif(quoted ->> '$.groupInviteMessageData.groupName', '')
  ) as quoted_text,
  nullif(quoted ->> '$.fileName', '') as quoted_file_name,
  nullif(quoted ->> '$.mimeType', '') as quoted_mime_type,
  nullif(quoted ->> '$.downloadUrl', '') as quoted_download_url,
  nullif(quoted ->> '$.jpegThumbnail', '') as quoted_jpeg_thumbnail,
  quoted as quoted_payload
from contents
where (quoted is not null or quoted_message_id is not null)
  and type_message is distinct from 'reactionMessage';

-- invariants
-- a quote refers to the same message as messages.quoted_message_id
select q.*
from quotes as q
join messages as m
  on m.instance_id = q.instance_id and m.chat_id = q.chat_id and m.message_id = q.message_id
where m.quoted_message_id is distinct from q.quoted_message_id;
