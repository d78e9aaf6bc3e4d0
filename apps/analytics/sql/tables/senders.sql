-- senders: one row per sender
-- schema
create table senders (
  instance_id varchar not null,
  sender_id varchar not null,
  sender_name varchar,
  sender_contact_name varchar,
  message_count bigint not null,
  first_message_at timestamptz,
  last_message_at timestamptz
);
comment on table senders is 'One row per sender; counts are of messages, not of events about messages';
comment on column senders.instance_id is 'Instance (idInstance) of the account';
comment on column senders.sender_id is 'Sender (senderId); instance:<instance_id> for the account itself';
comment on column senders.sender_name is 'Latest name that the sender chose';
comment on column senders.sender_contact_name is 'Latest name in the address book of the account';
comment on column senders.message_count is 'Messages';
comment on column senders.first_message_at is 'First message, UTC';
comment on column senders.last_message_at is 'Last message, UTC';

-- merge
create or replace temp table touched_senders as
select distinct m.instance_id, m.sender_id
from messages as m
semi join touched as t
  on t.instance_id = m.instance_id and t.chat_id = m.chat_id and t.message_id = m.message_id
where m.sender_id is not null;

delete from senders as s
using touched_senders as t
where t.instance_id = s.instance_id and t.sender_id = s.sender_id;

insert into senders
select
  m.instance_id,
  m.sender_id,
  arg_max(m.sender_name, {sent: m.sent_at, seen: m.first_seen_at, id: m.message_id})
    filter (m.sender_name is not null),
  arg_max(m.sender_contact_name, {sent: m.sent_at, seen: m.first_seen_at, id: m.message_id})
    filter (m.sender_contact_name is not null),
  count(*) filter (m.is_content),
  min(m.sent_at) filter (m.is_content),
  max(m.sent_at) filter (m.is_content)
from messages as m
semi join touched_senders as t on t.instance_id = m.instance_id and t.sender_id = m.sender_id
group by m.instance_id, m.sender_id
order by m.instance_id, m.sender_id;
