-- Title: People | Люди
-- Grain: One row per id of a person. Each person has one main id: that of the account, otherwise a phone number, otherwise a hidden id. Ids are linked by evidence, never by equal names | Строка — id человека; несколько id одного человека связываются по данным, а не по совпадению имён
-- Place: 40
-- After: instances, chats, senders, calls, reactions, poll_votes, contacts, contacts_directory, group_members
-- Key: id
-- Order: person_id, id
-- Time: none
-- Follows: people
-- Changes with: anything
create table people (
  id varchar not null, -- person | Id | Id as used in the tables: …@c.us a number, …@lid a hidden number, instance:<instance_id> an account itself
  person_id varchar not null, -- person | Id человека | Main id of the person; the same for all ids of one person
  name varchar, -- name | Имя | Name of the person, from the first available source: roster, contacts in the directory, profile, latest name chosen by the sender, address book, call, shared contact
  messenger varchar, -- kept | Мессенджер | whatsapp, max or telegram; NULL for a number that is an id in both MAX and Telegram
  evidence varchar[] not null, -- kept | Откуда известно | How the id is known and linked: seen (in the journal), chat (a private chat under another id), vote (a vote under another id), settings (the account's number in its settings), contact (a shared contact with number and WhatsApp id), roster, directory (a reply of the service with members or pairs of ids)
  is_listed boolean not null, -- kept | Есть в списке | True if the person is in the roster (--roster); always false without a roster
  alias varchar, -- dropped | Другое имя | Other name in the roster
  groups varchar[], -- dropped | Группы | Groups as written in the roster
  chat_ids varchar[] -- chats | Id чатов | Chats (chatId) among the groups in the roster
);

-- merge
-- The ids of every column of chats and people.
create or replace temp table met_ids as
{{met_ids}};

create or replace temp table acting_ids as
select distinct id
from met_ids
where person_rank(id) is not null;

-- Members and owners of groups, even if they have never done anything.
create or replace temp table member_ids as
select distinct instance_id, id
from (
  select instance_id, member_id as id from group_members
  union all
  select instance_id, owner_id from groups
)
where person_rank(id) is not null;

-- The numbers of shared contacts: as written, and the WhatsApp id beside each in the card.
create or replace temp table card_numbers as
select
  c.display_name, m.sent_at, c.message_id,
  n.waid || '@c.us' as id,
  ltrim(coalesce(n.number, ''), '+') || '@c.us' as written
from ledger.card_numbers as n
join contacts as c
  on c.instance_id = n.instance_id and c.chat_id = n.chat_id and c.message_id = n.message_id
  and c.contact_index = n.contact_index
join messages as m
  on m.instance_id = c.instance_id and m.chat_id = c.chat_id and m.message_id = c.message_id
where n.waid is not null;

-- A written number is another form of the one WhatsApp id that cards have for it, unless it has an account of its own:
-- cards may come from strangers. One form does not lead to another.
create or replace temp table person_links as
with known as (
  select id from acting_ids
  union
  select id from member_ids
),
reported as (
  select one, other, evidence
  from ledger.id_pairs
  union
  select id, same, 'directory'
  from ledger.directory_facts
  where same is not null
)
select t.*
from reported as t
where t.one in (from known)
  or t.other in (from known)
union all
select c.id, c.written, 'contact'
from (
  select written, min(id) as id
  from card_numbers
  where length(written) > 11
  group by written
  having count(distinct id) = 1
) as c
anti join acting_ids as a on a.id = c.written
anti join (select written from card_numbers where written <> id) as f on f.written = c.id
where c.id <> c.written;

-- of earlier loads
delete from people;

insert into people by name
with recursive both_ways as (
  select one, other from person_links
  union
  select other, one from person_links
),
linked(id, label) using key (id) as (
  select distinct one, coalesce(person_rank(one), '3') || one
  from both_ways
  union
  (
    select p.id, min(n.label)
    from recurring.linked as p
    join both_ways as l on l.one = p.id
    join linked as n on n.id = l.other
    where n.label < p.label
    group by p.id
  )
),
persons as (
  select k.id, coalesce(l.label, coalesce(person_rank(k.id), '3') || k.id) as label
  from (
    select id from acting_ids
    union
    select id from member_ids
    union
    select id from card_numbers
    union
    select one from both_ways
  ) as k
  left join linked as l on l.id = k.id
),
evidence as (
  select id, list_sort(list(distinct evidence)) as evidence
  from (
    select id, 'seen' as evidence from acting_ids
    union all
    select distinct id, 'directory' from member_ids
    union all
    select id, 'contact' from card_numbers
    union all
    select unnest([one, other]), evidence from person_links
  )
  group by id
),
sender_names as (
  select
    p.label,
    arg_max(s.sender_name, {moment: coalesce(s.last_message_at, '-infinity'), id: s.sender_id, place: s.instance_id})
      filter (s.sender_name is not null) as sender_name,
    arg_max(s.sender_contact_name, {moment: coalesce(s.last_message_at, '-infinity'), id: s.sender_id, place: s.instance_id})
      filter (s.sender_contact_name is not null) as sender_contact_name
  from senders as s
  join persons as p on p.id = s.sender_id
  group by p.label
),
directory_names as (
  select
    p.label,
    arg_max(f.contact_name, fact_rank(f.last, f.contact_name)) as contact_name,
    arg_max(f.name, fact_rank(f.last, f.name)) as name
  from ledger.directory_facts as f
  join persons as p on p.id = f.id
  where f.contact_name is not null
    or f.name is not null
  group by p.label
),
id_messengers as (
  select m.id, case when min(i.messenger) = max(i.messenger) then min(i.messenger) end as messenger
  from (
    select instance_id, id from met_ids
    union
    select instance_id, id from member_ids
  ) as m
  join ledger.instances as i using (instance_id)
  where not contains(m.id, '@')
  group by m.id
),
call_names as (
  select
    p.label,
    arg_max(m.sender_name, {moment: coalesce(m.sent_at, '-infinity'), id: m.message_id, place: m.instance_id}) as name
  from calls as c
  join messages as m
    on m.instance_id = c.instance_id and m.chat_id = c.chat_id and m.message_id = c.message_id
  join persons as p on p.id = c.caller_id
  where m.sender_name is not null
  group by p.label
),
card_names as (
  select
    p.label,
    arg_max(c.display_name, {moment: coalesce(c.sent_at, '-infinity'), id: c.message_id, name: c.display_name}) as name
  from card_numbers as c
  join persons as p on p.id = c.id
  where c.display_name is not null
  group by p.label
)
select
  p.id,
  substr(p.label, 2) as person_id,
  coalesce(d.contact_name, d.name, s.sender_name, s.sender_contact_name, l.name, c.name) as name,
  case when contains(p.id, '@') then 'whatsapp' else i.messenger end as messenger,
  e.evidence,
  false as is_listed
from persons as p
join evidence as e on e.id = p.id
left join id_messengers as i on i.id = p.id
left join directory_names as d on d.label = p.label
left join sender_names as s on s.label = p.label
left join call_names as l on l.label = p.label
left join card_names as c on c.label = p.label
order by p.id;

-- invariants
-- the main id of a person is one of their own ids
select p.*
from people as p
left join people as o on o.id = p.person_id
where o.person_id is distinct from p.person_id;

-- there is evidence for every id
select *
from people
where len(evidence) = 0;
