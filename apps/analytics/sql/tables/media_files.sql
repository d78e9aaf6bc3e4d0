-- Title: Downloaded files | Скачанные файлы
-- Grain: One row per message whose file was downloaded, or could not be; the bytes of a downloaded file are in the archive folder, media/a/b/<sha256> | Строка — сообщение, файл которого скачан или который не удалось скачать
-- Place: 95
-- After: snapshots
-- Key: instance_id, chat_id, message_id
-- Order: instance_id, chat_id, message_id
-- Time: none
-- Follows: messages
-- Changes with: anything
create table media_files (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  chat_id varchar not null, -- chat | Id чата | Chat (chatId)
  -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id: for a private chat, the name of the other side; for a group, the name from --names, otherwise from the directory
  message_id varchar not null, -- message | Id сообщения | Message (idMessage)
  status varchar not null, -- kept | Статус | kept (downloaded), or why there is no file: expired (the link, and the service has no new one), no_link, failed (tried again later), refused_host, refused_address, refused_scheme, refused_redirect, too_large, wrong_length, wrong_type, encoded
  sha256 varchar, -- dropped | SHA-256 | SHA-256 of the file, 64 hexadecimal digits; its name in the archive
  file varchar, -- dropped | Файл | Name of the file in the folder of export --media: the first 32 digits of the SHA-256, with the extension of its type
  byte_count bigint, -- kept | Байт | Length of the file; if it is too large, the length announced by the server
  mime_type varchar, -- mime | Тип MIME | Kind of file according to the server (Content-Type), without parameters
  url varchar, -- dropped | Адрес | Address of the download, without the query
  http_status integer, -- kept | Код HTTP | HTTP status of the last reply
  ended_at timestamptz not null -- kept | Конец | When the download ended, UTC
);

-- merge
-- only from stage.media_files

create or replace temp table reported_media as
select
  s.instance_id, m.chat_id, m.message_id,
  arg_max(m, {is_kept: m.status = 'kept', ended_at: m.ended_at, snapshot_id: s.snapshot_id, place: m.place}) as last
from stage.media_files as m
join stage.snapshots as s using (snapshot_no)
group by all;

-- of earlier loads
delete from reported_media as t
using media_files as m
where t.instance_id = m.instance_id and t.chat_id = m.chat_id and t.message_id = m.message_id
  and (m.status = 'kept', m.ended_at) > (t.last.status = 'kept', t.last.ended_at);

-- of earlier loads
delete from media_files as m
using reported_media as t
where t.instance_id = m.instance_id and t.chat_id = m.chat_id and t.message_id = m.message_id;

insert into media_files by name
select
  instance_id, chat_id, message_id,
  last.status, last.sha256,
  last.sha256[1:32] || coalesce(map {
    'image/jpeg': '.jpg', 'image/png': '.png', 'image/webp': '.webp', 'image/gif': '.gif', 'image/heic': '.heic',
    'video/mp4': '.mp4', 'video/3gpp': '.3gp', 'video/quicktime': '.mov', 'video/webm': '.webm',
    'audio/ogg': '.ogg', 'audio/opus': '.opus', 'audio/mpeg': '.mp3', 'audio/mp4': '.m4a', 'audio/aac': '.aac',
    'audio/amr': '.amr', 'audio/wav': '.wav', 'application/pdf': '.pdf', 'application/zip': '.zip',
    'application/msword': '.doc', 'application/vnd.ms-excel': '.xls', 'application/vnd.ms-powerpoint': '.ppt',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation': '.pptx',
    'text/plain': '.txt', 'text/csv': '.csv', 'text/vcard': '.vcf'
  }[last.mime_type], '.bin') as file,
  last.byte_count, last.mime_type, last.url, last.http_status, last.ended_at
from reported_media
order by instance_id, chat_id, message_id;

-- invariants
-- a downloaded file has its hash and its length
select *
from media_files
where (status = 'kept') <> (sha256 is not null)
  or (status = 'kept' and byte_count is null);
