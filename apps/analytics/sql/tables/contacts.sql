-- Title: Contacts | Контакты
-- Grain: One row per shared contact | Строка — контакт, которым поделились
-- Place: 120
-- After: messages
-- Key: instance_id, chat_id, message_id, contact_index
-- Order: instance_id, chat_id, message_id, contact_index
-- Time: none
-- Follows: messages
-- Changes with: message
create table contacts (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  chat_id varchar not null, -- chat | Id чата | Chat (chatId)
  -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id: for a private chat, the name of the other side; for a group, the name from --names, otherwise from the directory
  message_id varchar not null, -- message | Id сообщения | Message (idMessage)
  contact_index integer not null, -- kept | Номер контакта | Position of the contact in the message, from 0
  display_name varchar, -- name | Имя контакта | Name of the contact, otherwise that of its vCard
  phone_numbers varchar, -- numbers | Телефоны | Phone numbers in the vCard, otherwise the one beside it (MAX), without extensions and remarks: digits, with + if the country code is given; comma-separated
  vcard varchar -- card | vCard | The vCard, as sent
);
create table ledger.card_numbers (
  instance_id varchar not null,
  chat_id varchar not null,
  message_id varchar not null,
  contact_index integer not null,
  number_index integer not null,
  number varchar,
  waid varchar
);

-- merge
-- of earlier loads
delete from contacts as m
using refilled as w
where m.instance_id = w.instance_id and m.chat_id = w.chat_id and m.message_id = w.message_id;

-- of earlier loads
delete from ledger.card_numbers as m
using refilled as w
where m.instance_id = w.instance_id and m.chat_id = w.chat_id and m.message_id = w.message_id;

-- only from stage.card_numbers
insert into ledger.card_numbers by name
select l.instance_id, l.chat_id, l.message_id, n.contact_index, n.number_index, n.number, n.waid
from stage.card_numbers as n
join contents as l using (snapshot_no, record_index);

-- only from stage.records where len(contacts) > 0
insert into contacts by name
with shared as (
  select
    instance_id, chat_id, message_id, snapshot_no, record_index,
    unnest(range(len(contacts)))::integer as contact_index,
    unnest(contacts) as contact
  from contents
  where len(contacts) > 0
),
numbers as (
  select snapshot_no, record_index, contact_index, coalesce(number, waid) as number, min(number_index) as place
  from stage.card_numbers
  group by all
),
listed as (
  select
    snapshot_no, record_index, contact_index,
    array_to_string(list_transform(list_sort(list({place: place, number: number})), lambda n: n.number), ',') as phone_numbers
  from numbers
  where number is not null
  group by all
)
select
  s.instance_id, s.chat_id, s.message_id, s.contact_index, unnest(s.contact), l.phone_numbers
from shared as s
left join listed as l using (snapshot_no, record_index, contact_index);

-- invariants
-- the contacts of a message have the places 0, 1, 2, …
select instance_id, chat_id, message_id
from contacts
group by all
having min(contact_index) <> 0
  or max(contact_index) <> count(*) - 1;
