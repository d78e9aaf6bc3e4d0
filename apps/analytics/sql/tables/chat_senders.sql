-- Ledger: Who wrote in which chat, so that the messages of a load are added to the counts of chats
-- After: messages
create table ledger.chat_senders (
  instance_id varchar not null,
  chat_id varchar not null,
  sender_id varchar not null
);

-- merge
-- Chats with messages that were there before are counted again; to the others a load only adds.
create or replace temp table recounted_chats (instance_id varchar, chat_id varchar);

-- of earlier loads
insert into recounted_chats
select distinct instance_id, chat_id
from repeated;

create or replace temp view added_to_chats as
select m.*
from messages as m
anti join recounted_chats as c on c.instance_id = m.instance_id and c.chat_id = m.chat_id
where m.rowid > getvariable('last_row')
union all
select m.*
from messages as m
semi join recounted_chats as c on c.instance_id = m.instance_id and c.chat_id = m.chat_id;

-- of earlier loads
delete from ledger.chat_senders as s
using recounted_chats as c
where c.instance_id = s.instance_id and c.chat_id = s.chat_id;

insert into ledger.chat_senders by name
select distinct m.instance_id, m.chat_id, m.sender_id
from added_to_chats as m
anti join ledger.chat_senders as s
  on s.instance_id = m.instance_id and s.chat_id = m.chat_id and s.sender_id = m.sender_id
where m.is_content
  and m.sender_id is not null
order by all;

-- invariants
-- a sender of a chat is stored once
select instance_id, chat_id, sender_id
from ledger.chat_senders
group by all
having count(*) > 1;
