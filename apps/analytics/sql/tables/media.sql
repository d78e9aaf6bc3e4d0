-- Title: Media | Файлы
-- Grain: One row per message with a file, as the latest reply with its link (otherwise its name or type) shows it | Строка — сообщение с файлом
-- Place: 90
-- After: messages
-- Key: instance_id, chat_id, message_id
-- Order: instance_id, chat_id, message_id
-- Time: none
-- Follows: messages
-- Changes with: message
create table media (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  chat_id varchar not null, -- chat | Id чата | Chat (chatId)
  -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id: for a private chat, the name of the other side; for a group, the name from --names, otherwise from the directory
  message_id varchar not null, -- message | Id сообщения | Message (idMessage)
  media_type varchar not null, -- word | Вид файла | image, video, document, audio or sticker
  download_url varchar, -- link | Ссылка на файл | Link to the file, as last seen; links expire
  download_url_jpeg varchar, -- link | Ссылка на JPEG | Link to the picture as JPEG (downloadUrlJpeg), as last seen; only for MAX, if its setting is on
  caption varchar, -- text | Подпись | Caption of the file: the text of the message, after the latest edit
  file_name varchar, -- dropped | Имя файла | Name of the file
  mime_type varchar, -- mime | Тип MIME | Kind of file, such as image/jpeg
  is_animated boolean, -- kept | Анимация | Whether the image is animated
  is_video_note boolean, -- kept | Видеосообщение | Whether the video is a round video note (videoNote)
  jpeg_thumbnail varchar -- thumbnail | Миниатюра | Preview as JPEG in base64, as sent
);

-- merge
-- of earlier loads
delete from media as m
using refilled as w
where m.instance_id = w.instance_id and m.chat_id = w.chat_id and m.message_id = w.message_id;

-- only from stage.records where type_message in ('imageMessage', 'videoMessage', 'documentMessage', 'audioMessage', 'stickerMessage')
insert into media by name
select
  instance_id, chat_id, message_id,
  replace(type_message, 'Message', '') as media_type,
  download_url, download_url_jpeg, caption, file_name, mime_type, is_animated, is_video_note, jpeg_thumbnail
from contents
where type_message in ('imageMessage', 'videoMessage', 'documentMessage', 'audioMessage', 'stickerMessage');

-- only from stage.records where type_message in ('imageMessage', 'videoMessage', 'documentMessage', 'audioMessage', 'stickerMessage')
update media as m
set caption = t.text
from (
  select s.instance_id, s.chat_id, s.message_id, s.text
  from messages as s
  semi join recaptioned as r on r.instance_id = s.instance_id and r.chat_id = s.chat_id and r.message_id = s.message_id
) as t
where t.instance_id = m.instance_id and t.chat_id = m.chat_id and t.message_id = m.message_id
  and t.text is distinct from m.caption;
