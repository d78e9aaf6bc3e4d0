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
semi join (
  select instance_id, chat_id, message_id
  from repeated
  union all
  select instance_id, chat_id, message_id
  from reordered
) as r
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
-- Of several messages of one second the last of them tells the name.
naming as (
  select
    m.instance_id, m.sender_id, m.order_in_second,
    case when coalesce(m.sent_at, '-infinity') = n.named_at then m.sender_name end as sender_name,
    case when coalesce(m.sent_at, '-infinity') = n.contact_named_at then m.sender_contact_name end
      as sender_contact_name
  from messages as m
  join named as n on n.instance_id = m.instance_id and n.sender_id = m.sender_id
  where coalesce(m.sent_at, '-infinity') in (n.named_at, n.contact_named_at)
    and m.kind in ('message', 'event')
),
names as (
  select
    instance_id,
    sender_id,
    arg_max(sender_name, order_in_second) as sender_name,
    arg_max(sender_contact_name, order_in_second) as sender_contact_name
  from naming
  group by instance_id, sender_id
)
select
  s.instance_id, s.sender_id, n.sender_name, n.sender_contact_name, s.message_count, s.first_message_at,
  s.last_message_at
from named as s
left join names as n on n.instance_id = s.instance_id and n.sender_id = s.sender_id
order by s.instance_id, s.sender_id;
