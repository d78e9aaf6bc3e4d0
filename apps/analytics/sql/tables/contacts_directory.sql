-- Title: Contacts directory | Справочник контактов
-- Grain: One row per id in the contacts and chats of an account, as given by the service, including those who have never written | Строка — id из контактов и чатов аккаунта по данным сервиса, в том числе тех, кто никогда не писал
-- Place: 125
-- After: directory_facts
-- Key: instance_id, id
-- Order: instance_id, id
-- Time: none
-- Follows: directory
-- Changes with: anything
create table contacts_directory (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  id varchar not null, -- id | Id | Id of a person, a group or a channel, as given by the service
  type varchar, -- word | Вид | Kind: user, group, supergroup, channel or bot, as sent; NULL if unknown
  name varchar, -- name | Имя | Latest name chosen by the person or the group; an empty name does not replace it
  contact_name varchar, -- name | Имя в телефонной книге | Latest name in the contacts of the account
  phone_number varchar, -- numbers | Телефон | Phone number, digits, if the service gives it for the id
  first_seen_at timestamptz not null, -- kept | Впервые увидено | Request time of the first reply that contains the id, UTC
  last_seen_at timestamptz not null -- kept | Увидено в последний раз | Request time of the latest reply that contains it, UTC
);

-- rows
-- Ranks and times as those of a load, whose macros are gone by then.
with facts as (
  select
    *,
    last::hugeint * 4294967296 as reply
  from ledger.directory_facts
)
select
  instance_id,
  id,
  arg_max(type, reply + (hash(type) >> 32)::hugeint) as type,
  arg_max(name, reply + (hash(name) >> 32)::hugeint) as name,
  arg_max(contact_name, reply + (hash(contact_name) >> 32)::hugeint) as contact_name,
  arg_max(phone_number, reply + (hash(phone_number) >> 32)::hugeint) as phone_number,
  min(first_seen_at) filter (is_listed) as first_seen_at,
  make_timestamptz(((max(last) filter (is_listed) >> 20) & 4398046511103) * 1000) as last_seen_at
from facts
group by instance_id, id
having bool_or(is_listed);
