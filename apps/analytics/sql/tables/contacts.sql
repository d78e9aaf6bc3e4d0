-- contacts: one row per shared contact
-- schema
create table contacts (
  instance_id varchar not null,
  chat_id varchar not null,
  message_id varchar not null,
  contact_index integer not null,
  display_name varchar,
  phone_numbers varchar,
  vcard varchar
);
comment on table contacts is 'One row per shared contact';
comment on column contacts.instance_id is 'Instance (idInstance) of the account';
comment on column contacts.chat_id is 'Chat (chatId)';
comment on column contacts.message_id is 'Message (idMessage)';
comment on column contacts.contact_index is 'Place of the contact in the message, from 0';
comment on column contacts.display_name is 'Name of the contact';
comment on column contacts.phone_numbers is 'Numbers of the vCard, digits and +, comma-separated';
comment on column contacts.vcard is 'The vCard, as sent';

-- merge
delete from contacts as m
using replaced as w
where m.instance_id = w.instance_id and m.chat_id = w.chat_id and m.message_id = w.message_id;

insert into contacts
with shared as (
  select
    instance_id, chat_id, message_id,
    unnest(range(len(contacts)))::integer as contact_index,
    unnest(contacts) as contact
  from latest
  where len(contacts) > 0
),
lines as (
  select *, regexp_extract_all(contact.vcard, '(?im)^(?:[a-z0-9-]+\.)?tel[^:\r\n]*:[^\r\n]*') as tel_lines
  from shared
),
numbers as (
  select
    *,
    list_filter(
      [
        coalesce(
          nullif(regexp_replace(regexp_extract(line, '^[^:]*:(.*)$', 1, 's'), '[^0-9+]', '', 'g'), ''),
          regexp_extract(line, '(?i)waid=([0-9]+)', 1)
        ) for line in tel_lines
      ],
      number -> number <> ''
    ) as found
  from lines
)
select
  instance_id, chat_id, message_id, contact_index, contact.display_name,
  nullif(list_aggregate(list_filter(found, (number, i) -> list_position(found, number) = i), 'string_agg', ','), ''),
  contact.vcard
from numbers;
