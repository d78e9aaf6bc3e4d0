-- Ledger: When senders were last named, so that the messages of a load are added to what is known of them
-- After: chats
create table ledger.sender_names (
  instance_id varchar not null,
  sender_id varchar not null,
  named_at timestamptz,
  name_order integer,
  contact_named_at timestamptz,
  contact_name_order integer
);

-- merge
-- Senders of messages that were there before and have changed are counted again; to the others a load only adds.
create or replace temp table recounted_senders as
select instance_id, sender_id
from former_senders;

-- of earlier loads
insert into recounted_senders
select distinct m.instance_id, m.sender_id
from messages as m
semi join changed_messages as r
  on r.instance_id = m.instance_id and r.chat_id = m.chat_id and r.message_id = m.message_id
where m.sender_id is not null
  and m.rowid <= getvariable('last_row');

create or replace temp view added_to_senders as
select m.*
from messages as m
anti join recounted_senders as s on s.instance_id = m.instance_id and s.sender_id = m.sender_id
where m.rowid > getvariable('last_row')
  and m.sender_id is not null
  and m.kind in ('message', 'event')
union all
select m.*
from messages as m
semi join recounted_senders as s on s.instance_id = m.instance_id and s.sender_id = m.sender_id
where m.kind in ('message', 'event');

create or replace temp table new_senders as
with added as (
  select
    instance_id,
    sender_id,
    any_value(messenger) as messenger,
    max(coalesce(sent_at, '-infinity')) filter (sender_name is not null) as named_at,
    max(coalesce(sent_at, '-infinity')) filter (sender_contact_name is not null) as contact_named_at,
    count(*) filter (is_content) as message_count,
    min(sent_at) filter (is_content) as first_message_at,
    max(sent_at) filter (is_content) as last_message_at
  from added_to_senders
  group by instance_id, sender_id
),
-- Of several messages of one second, the last one has the name.
naming as (
  select
    m.instance_id, m.sender_id, m.order_in_second,
    case when coalesce(m.sent_at, '-infinity') = a.named_at then m.sender_name end as sender_name,
    case when coalesce(m.sent_at, '-infinity') = a.contact_named_at then m.sender_contact_name end
      as sender_contact_name
  from added_to_senders as m
  join added as a on a.instance_id = m.instance_id and a.sender_id = m.sender_id
  where coalesce(m.sent_at, '-infinity') in (a.named_at, a.contact_named_at)
),
names as (
  select
    instance_id,
    sender_id,
    arg_max(sender_name, order_in_second) as sender_name,
    max(order_in_second) filter (sender_name is not null) as name_order,
    arg_max(sender_contact_name, order_in_second) as sender_contact_name,
    max(order_in_second) filter (sender_contact_name is not null) as contact_name_order
  from naming
  group by instance_id, sender_id
),
former as (
  select s.*, n.* exclude (instance_id, sender_id)
  from senders as s
  anti join recounted_senders as r on r.instance_id = s.instance_id and r.sender_id = s.sender_id
  left join ledger.sender_names as n on n.instance_id = s.instance_id and n.sender_id = s.sender_id
),
compared as (
  select
    a.*, n.* exclude (instance_id, sender_id),
    a.named_at is not null
      and (
        f.named_at is null
        or a.named_at > f.named_at
        or (a.named_at = f.named_at and n.name_order > f.name_order)
      ) as is_named_later,
    a.contact_named_at is not null
      and (
        f.contact_named_at is null
        or a.contact_named_at > f.contact_named_at
        or (a.contact_named_at = f.contact_named_at and n.contact_name_order > f.contact_name_order)
      ) as is_contact_named_later,
    f as former
  from added as a
  left join names as n on n.instance_id = a.instance_id and n.sender_id = a.sender_id
  left join former as f on f.instance_id = a.instance_id and f.sender_id = a.sender_id
)
select
  instance_id,
  sender_id,
  case when is_named_later then sender_name else former.sender_name end as sender_name,
  case when is_contact_named_later then sender_contact_name else former.sender_contact_name end as sender_contact_name,
  messenger,
  message_count + coalesce(former.message_count, 0) as message_count,
  least(first_message_at, former.first_message_at) as first_message_at,
  greatest(last_message_at, former.last_message_at) as last_message_at,
  case when is_named_later then named_at else former.named_at end as named_at,
  case when is_named_later then name_order else former.name_order end as name_order,
  case when is_contact_named_later then contact_named_at else former.contact_named_at end as contact_named_at,
  case when is_contact_named_later then contact_name_order else former.contact_name_order end as contact_name_order
from compared;

create or replace temp table counted_senders as
select instance_id, sender_id
from new_senders
union
from recounted_senders;

-- of earlier loads
delete from ledger.sender_names as n
using counted_senders as t
where t.instance_id = n.instance_id and t.sender_id = n.sender_id;

insert into ledger.sender_names by name
select instance_id, sender_id, named_at, name_order, contact_named_at, contact_name_order
from new_senders
order by instance_id, sender_id;

-- invariants
-- the names of a sender are stored once
select instance_id, sender_id
from ledger.sender_names
group by all
having count(*) > 1;
