-- link_previews: one row per extended text with a preview or advertising
-- schema
create table link_previews (
  instance_id varchar not null,
  chat_id varchar not null,
  message_id varchar not null,
  text varchar,
  title varchar,
  description varchar,
  preview_type varchar,
  media_type varchar,
  source_id varchar,
  source_type varchar,
  source_url varchar,
  thumbnail_url varchar,
  jpeg_thumbnail varchar
);
comment on table link_previews is 'One row per extended text with a link preview or advertising, or whose inner text differs from the text of the message';
comment on column link_previews.instance_id is 'Instance (idInstance) of the account';
comment on column link_previews.chat_id is 'Chat (chatId)';
comment on column link_previews.message_id is 'Message (idMessage)';
comment on column link_previews.text is 'Text beside the preview (extendedTextMessage.text); may differ from the text of the message';
comment on column link_previews.title is 'Title of the page';
comment on column link_previews.description is 'Description of the page';
comment on column link_previews.preview_type is 'Kind of preview (previewType), as sent';
comment on column link_previews.media_type is 'Of advertising: kind of media (mediaType)';
comment on column link_previews.source_id is 'Of advertising: id of the source (sourceId)';
comment on column link_previews.source_type is 'Of advertising: kind of source (sourceType)';
comment on column link_previews.source_url is 'Of advertising: link to the source (sourceUrl)';
comment on column link_previews.thumbnail_url is 'Of advertising: link to the picture (thumbnailUrl)';
comment on column link_previews.jpeg_thumbnail is 'Preview as JPEG in base64, as sent';

-- merge
delete from link_previews as m
using replaced as w
where m.instance_id = w.instance_id and m.chat_id = w.chat_id and m.message_id = w.message_id;

insert into link_previews
select
  instance_id, chat_id, message_id, preview.text, preview.title, preview.description, preview.preview_type,
  preview.media_type, preview.source_id, preview.source_type, preview.source_url, preview.thumbnail_url,
  preview.jpeg_thumbnail
from latest
where preview is not null
  and (
    coalesce(
      preview.title, preview.description, nullif(preview.preview_type, 'None'), preview.media_type, preview.source_id,
      preview.source_type, preview.source_url, preview.thumbnail_url, preview.jpeg_thumbnail
    ) is not null
    or (preview.text is not null and preview.text <> text)
  );
