-- media: one row per message with a file
-- schema
create table media (
  instance_id varchar not null,
  chat_id varchar not null,
  message_id varchar not null,
  media_type varchar not null,
  download_url varchar,
  caption varchar,
  file_name varchar,
  mime_type varchar,
  is_animated boolean,
  is_video_note boolean,
  jpeg_thumbnail varchar
);
comment on table media is 'One row per message with a file';
comment on column media.instance_id is 'Instance (idInstance) of the account';
comment on column media.chat_id is 'Chat (chatId)';
comment on column media.message_id is 'Message (idMessage)';
comment on column media.media_type is 'image, video, document, audio or sticker';
comment on column media.download_url is 'Link to the file, as last seen; links expire';
comment on column media.caption is 'Text below the file, as last edited';
comment on column media.file_name is 'Name of the file';
comment on column media.mime_type is 'Kind of file, as image/jpeg';
comment on column media.is_animated is 'Whether the image is animated';
comment on column media.is_video_note is 'Whether the video is a round video note (videoNote)';
comment on column media.jpeg_thumbnail is 'Preview as JPEG in base64, as sent';

-- merge
delete from media as m
using replaced as w
where m.instance_id = w.instance_id and m.chat_id = w.chat_id and m.message_id = w.message_id;

insert into media
select
  instance_id, chat_id, message_id, replace(type_message, 'Message', ''), download_url, caption, file_name,
  mime_type, is_animated, is_video_note, jpeg_thumbnail
from latest
where type_message in ('imageMessage', 'videoMessage', 'documentMessage', 'audioMessage', 'stickerMessage');
