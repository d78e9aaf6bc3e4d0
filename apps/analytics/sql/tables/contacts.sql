-- contacts: one row per shared contact, and the numbers of each
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
create table ledger.card_numbers (
  instance_id varchar not null,
  chat_id varchar not null,
  message_id varchar not null,
  contact_index integer not null,
  number_index integer not null,
  number varchar,
  waid varchar
);
comment on table contacts is 'One row per shared contact';
comment on column contacts.instance_id is 'Instance (idInstance) of the account';
comment on column contacts.chat_id is 'Chat (chatId)';
comment on column contacts.message_id is 'Message (idMessage)';
comment on column contacts.contact_index is 'Place of the contact in the message, from 0';
comment on column contacts.display_name is 'Name of the contact';
comment on column contacts.phone_numbers is 'Numbers of the vCard, without extensions and remarks: digits, with + where the country is told; comma-separated';
comment on column contacts.vcard is 'The vCard, as sent';

-- merge
delete from contacts as m
using replaced as w
where m.instance_id = w.instance_id and m.chat_id = w.chat_id and m.message_id = w.message_id;

delete from ledger.card_numbers as m
using replaced as w
where m.instance_id = w.instance_id and m.chat_id = w.chat_id and m.message_id = w.message_id;

insert into ledger.card_numbers
select l.instance_id, l.chat_id, l.message_id, n.contact_index, n.number_index, n.number, n.waid
from stage.card_numbers as n
join latest as l using (snapshot_no, record_index);

insert into contacts
with shared as (
  select
    instance_id, chat_id, message_id, snapshot_no, record_index,
    unnest(range(len(contacts)))::integer as contact_index,
    unnest(contacts) as contact
  from latest
  where len(contacts) > 0
),
numbers as (
  select snapshot_no, record_index, contact_index, coalesce(number, waid) as number, min(number_index) as place
  from stage.card_numbers
  group by all
),
listed as (
  select snapshot_no, record_index, contact_index, string_agg(number, ',' order by place) as phone_numbers
  from numbers
  group by all
)
select
  s.instance_id, s.chat_id, s.message_id, s.contact_index, s.contact.display_name,
  l.phone_numbers,
  s.contact.vcard
from shared as s
left join listed as l using (snapshot_no, record_index, contact_index);
