-- Title: Contacts directory | Справочник контактов
-- Grain: One row per id in the contacts and chats of an account, as the service tells them: also of those who never wrote | Строка — id в контактах и чатах аккаунта, как их называет сервис: есть и те, кто не писал
-- Place: 125
-- After: directory_facts
-- Key: instance_id, id
-- Order: instance_id, id
-- Time: none
-- Follows: directory
-- Changes with: anything
create table contacts_directory (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  id varchar not null, -- id | Id | Id of a person, a group or a channel, as the service tells it
  type varchar, -- word | Вид | What it is: user, group, supergroup, channel or bot, as sent; NULL if it is not told
  name varchar, -- name | Имя | Name that the person or the group has chosen; the latest that was told, since an empty one takes none away
  contact_name varchar, -- name | Имя в телефонной книге | Name in the phone book of the account; the latest that was told
  phone_number varchar, -- numbers | Телефон | Telephone number, digits, where the service tells it beside the id
  first_seen_at timestamptz not null, -- kept | Впервые увидено | When the first reply that held the id was asked for, UTC
  last_seen_at timestamptz not null -- kept | Увидено в последний раз | When the latest reply that held it was asked for, UTC
);

-- merge
-- of earlier loads
delete from contacts_directory as c
using touched_entries as t
where t.instance_id = c.instance_id and t.id = c.id;

insert into contacts_directory by name
select
  f.instance_id,
  f.id,
  arg_max(f.value, {last: f.last, value: f.value}) filter (f.fact = 'type') as type,
  arg_max(f.value, {last: f.last, value: f.value}) filter (f.fact = 'name') as name,
  arg_max(f.value, {last: f.last, value: f.value}) filter (f.fact = 'contact_name') as contact_name,
  arg_max(f.value, {last: f.last, value: f.value}) filter (f.fact = 'phone_number') as phone_number,
  min(f.first_seen_at) filter (f.fact = 'listed') as first_seen_at,
  max(f.last.seen_at) filter (f.fact = 'listed') as last_seen_at
from ledger.directory_facts as f
semi join touched_entries as t on t.instance_id = f.instance_id and t.id = f.id
group by f.instance_id, f.id
having count(*) filter (f.fact = 'listed') > 0
order by f.instance_id, f.id;
