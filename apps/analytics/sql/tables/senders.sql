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
comment on table senders is 'One row per sender of messages, or of events about them; counts are of messages';
comment on column senders.instance_id is 'Instance (idInstance) of the account';
comment on column senders.sender_id is 'Sender (senderId); instance:<instance_id> for the account itself';
comment on column senders.sender_name is 'Latest name that the sender chose';
comment on column senders.sender_contact_name is 'Latest name in the address book of the account';
comment on column senders.message_count is 'Messages';
comment on column senders.first_message_at is 'First message, UTC';
comment on column senders.last_message_at is 'Last message, UTC';

-- merge
create or replace temp table touched_senders as
select instance_id, sender_id
from staged
where sender_id is not null
union
select m.instance_id, m.sender_id
from messages as m
semi join repeated as r
  on r.instance_id = m.instance_id and r.chat_id = m.chat_id and r.message_id = m.message_id
where m.sender_id is not null
union
from former_senders;

delete from senders as s
using touched_senders as t
where t.instance_id = s.instance_id and t.sender_id = s.sender_id;

insert into senders
with named as (
  select
    m.instance_id,
    m.sender_id,
    max(coalesce(m.sent_at, '-infinity')) filter (m.sender_name is not null) as named_at,
    max(coalesce(m.sent_at, '-infinity')) filter (m.sender_contact_name is not null) as contact_named_at,
    count(*) filter (m.is_content) as message_count,
    min(m.sent_at) filter (m.is_content) as first_message_at,
    max(m.sent_at) filter (m.is_content) as last_message_at
  from messages as m
  semi join touched_senders as t on t.instance_id = m.instance_id and t.sender_id = m.sender_id
  where m.kind in ('message', 'event')
  group by m.instance_id, m.sender_id
),
-- Of several messages of one second the one that was observed last tells the name.
naming as (
  select
    m.instance_id, m.sender_id, m.chat_id, m.message_id,
    case when coalesce(m.sent_at, '-infinity') = n.named_at then m.sender_name end as sender_name,
    case when coalesce(m.sent_at, '-infinity') = n.contact_named_at then m.sender_contact_name end
      as sender_contact_name
  from messages as m
  join named as n on n.instance_id = m.instance_id and n.sender_id = m.sender_id
  where coalesce(m.sent_at, '-infinity') in (n.named_at, n.contact_named_at)
    and m.kind in ('message', 'event')
),
first_orders as (
  select o.instance_id, o.chat_id, o.message_id, min(k.base + o.position) as first_order
  from ledger.observations as o
  join ranks as k using (snapshot_no)
  semi join naming as n
    on n.instance_id = o.instance_id and n.chat_id = o.chat_id and n.message_id = o.message_id
  group by all
),
names as (
  select
    n.instance_id,
    n.sender_id,
    arg_max(n.sender_name, f.first_order) as sender_name,
    arg_max(n.sender_contact_name, f.first_order) as sender_contact_name
  from naming as n
  join first_orders as f
    on f.instance_id = n.instance_id and f.chat_id = n.chat_id and f.message_id = n.message_id
  group by n.instance_id, n.sender_id
)
select
  s.instance_id, s.sender_id, n.sender_name, n.sender_contact_name, s.message_count, s.first_message_at,
  s.last_message_at
from named as s
left join names as n on n.instance_id = s.instance_id and n.sender_id = s.sender_id
order by s.instance_id, s.sender_id;
