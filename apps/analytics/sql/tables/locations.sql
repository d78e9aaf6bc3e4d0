-- Title: Locations | Места
-- Grain: One row per shared place | Строка — место, которым поделились
-- Place: 110
-- After: messages
-- Key: instance_id, chat_id, message_id
-- Order: instance_id, chat_id, message_id
-- Time: none
-- Follows: messages
-- Changes with: message
create table locations (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  chat_id varchar not null, -- chat | Id чата | Chat (chatId)
  -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id: for a private chat, the name of the other side; for a group, the name from --names, otherwise from the directory
  message_id varchar not null, -- message | Id сообщения | Message (idMessage)
  name_location varchar, -- dropped | Место | Name of the place
  address varchar, -- dropped | Адрес | Address of the place
  latitude double, -- dropped | Широта | Degrees north
  longitude double, -- dropped | Долгота | Degrees east
  jpeg_thumbnail varchar -- thumbnail | Миниатюра | Map as JPEG in base64, as sent
);

-- merge
-- at first only from stage.records where location is not null

-- of earlier loads
delete from locations as m
using refilled as w
where m.instance_id = w.instance_id and m.chat_id = w.chat_id and m.message_id = w.message_id;

insert into locations by name
select instance_id, chat_id, message_id, unnest(location)
from contents
where location is not null;
