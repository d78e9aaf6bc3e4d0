-- Title: Link previews | Ссылки
-- Grain: One row per extended text that has a link preview or advertising, or whose inner text differs from the text of the message | Строка — текст с предпросмотром ссылки или рекламой
-- Place: 100
-- After: messages
-- Key: instance_id, chat_id, message_id
-- Order: instance_id, chat_id, message_id
-- Time: none
-- Follows: messages
-- Changes with: message
create table link_previews (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  chat_id varchar not null, -- chat | Id чата | Chat (chatId)
  -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id: for a private chat, the name of the other side; for a group, the name from --names, otherwise from the directory
  message_id varchar not null, -- message | Id сообщения | Message (idMessage)
  text varchar, -- text | Текст | Text beside the preview (extendedTextMessage.text); may differ from the text of the message
  title varchar, -- text | Заголовок | Title of the page
  description varchar, -- text | Описание | Description of the page
  preview_type varchar, -- word | Вид предпросмотра | Kind of preview (previewType), as sent
  media_type varchar, -- word | Вид файла | Of advertising: kind of media (mediaType)
  source_id varchar, -- dropped | Id источника | Of advertising: id of the source (sourceId)
  source_type varchar, -- word | Вид источника | Of advertising: kind of source (sourceType)
  source_url varchar, -- link | Ссылка источника | Of advertising: link to the source (sourceUrl)
  thumbnail_url varchar, -- link | Ссылка на картинку | Of advertising: link to the picture (thumbnailUrl)
  jpeg_thumbnail varchar -- thumbnail | Миниатюра | Preview as JPEG in base64, as sent
);

-- merge
-- at first only from stage.records where preview is not null

-- of earlier loads
delete from link_previews as m
using replaced as w
where m.instance_id = w.instance_id and m.chat_id = w.chat_id and m.message_id = w.message_id;

insert into link_previews by name
select instance_id, chat_id, message_id, unnest(preview)
from latest
where preview is not null
  and (
    coalesce(
      preview.title, preview.description, nullif(preview.preview_type, 'None'), preview.media_type, preview.source_id,
      preview.source_type, preview.source_url, preview.thumbnail_url, preview.jpeg_thumbnail
    ) is not null
    or (preview.text is not null and preview.text <> text)
  );
