-- known chats: which ids are one private chat, by what is known of people
-- A hidden number's chat is the chat of its number: the one that the journal or a reply of the service pairs it with, else
-- the only one that the person has.
-- Parameters: {{ledger}}, the loader's own.
create temp table if not exists reply_pairs (one varchar, other varchar);

create or replace temp table known_chats as
with pairs as (
  select one, other from {{ledger}}.id_pairs
  union
  select one, other from temp.reply_pairs
),
paired as (
  select other as id, min(one) as chat_id
  from pairs
  where ends_with(one, '@c.us') and ends_with(other, '@lid')
  group by other
  having min(one) = max(one)
),
only_numbers as (
  select person_id, min(id) as chat_id
  from people
  where ends_with(id, '@c.us')
  group by person_id
  having count(*) = 1
)
select p.id, coalesce(d.chat_id, n.chat_id) as chat_id
from people as p
left join paired as d on d.id = p.id
left join only_numbers as n on n.person_id = p.person_id
where ends_with(p.id, '@lid')
  and coalesce(d.chat_id, n.chat_id) is not null;
