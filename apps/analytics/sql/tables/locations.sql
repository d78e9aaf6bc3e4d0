-- locations: one row per shared place
-- schema
create table locations (
  instance_id varchar not null,
  chat_id varchar not null,
  message_id varchar not null,
  name_location varchar,
  address varchar,
  latitude double,
  longitude double,
  jpeg_thumbnail varchar
);
comment on table locations is 'One row per shared place';
comment on column locations.instance_id is 'Instance (idInstance) of the account';
comment on column locations.chat_id is 'Chat (chatId)';
comment on column locations.message_id is 'Message (idMessage)';
comment on column locations.name_location is 'Name of the place';
comment on column locations.address is 'Address of the place';
comment on column locations.latitude is 'Degrees north';
comment on column locations.longitude is 'Degrees east';
comment on column locations.jpeg_thumbnail is 'Map as JPEG in base64, as sent';

-- merge
delete from locations as m
using replaced as w
where m.instance_id = w.instance_id and m.chat_id = w.chat_id and m.message_id = w.message_id;

insert into locations
select
  instance_id, chat_id, message_id, location.name_location, location.address, location.latitude,
  location.longitude, location.jpeg_thumbnail
from latest
where location is not null;
