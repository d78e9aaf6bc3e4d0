-- reactions: one row per reaction event; the latest of a reactor on a message counts
-- schema
create table reactions (
  instance_id varchar not null,
  chat_id varchar not null,
  message_id varchar not null,
  target_message_id varchar,
  target_participant varchar,
  reactor_id varchar,
  emoji varchar,
  emoji_base varchar,
  reacted_at timestamptz,
  is_current boolean not null,
  sequence integer not null
);
comment on table reactions is 'One row per reaction event: set, changed or removed';
comment on column reactions.instance_id is 'Instance (idInstance) of the account';
comment on column reactions.chat_id is 'Chat (chatId)';
comment on column reactions.message_id is 'The event itself (idMessage)';
comment on column reactions.target_message_id is 'Message that is reacted to (stanzaId)';
comment on column reactions.target_participant is 'Author of that message, as the event tells';
comment on column reactions.reactor_id is 'Who reacts (senderId); instance:<instance_id> for own reactions';
comment on column reactions.emoji is 'The emoji as sent; NULL if the reaction was removed';
comment on column reactions.emoji_base is 'The emoji without skin tone and variation selector, to group by';
comment on column reactions.reacted_at is 'When, UTC';
comment on column reactions.is_current is 'True for the latest event of this reactor on this message, unless it is a removal';
comment on column reactions.sequence is 'Number of the event among those of this reactor on this message, from 1';

-- merge
-- Every event of a reactor on a message is looked at again when one of them is touched.
create or replace temp table incoming_reactions as
select
  instance_id, chat_id, message_id, quoted_message_id as target_message_id, quoted_participant as target_participant,
  emoji,
  nullif(regexp_replace(emoji, '[\x{FE0F}\x{1F3FB}-\x{1F3FF}]', '', 'g'), '') as emoji_base
from latest
where type_message = 'reactionMessage';

create or replace temp table reaction_groups as
with events as (
  select r.instance_id, r.chat_id, r.target_message_id, r.reactor_id
  from reactions as r
  semi join touched as t
    on t.instance_id = r.instance_id and t.chat_id = r.chat_id and t.message_id = r.message_id
  union all
  select i.instance_id, i.chat_id, i.target_message_id, m.sender_id
  from incoming_reactions as i
  join messages as m
    on m.instance_id = i.instance_id and m.chat_id = i.chat_id and m.message_id = i.message_id
)
select distinct instance_id, chat_id, target_message_id, reactor_id
from events;

create or replace temp table reaction_events as
select r.instance_id, r.chat_id, r.message_id, r.target_message_id, r.target_participant, r.emoji, r.emoji_base
from reactions as r
semi join reaction_groups as g
  on g.instance_id = r.instance_id and g.chat_id = r.chat_id
  and g.target_message_id is not distinct from r.target_message_id and g.reactor_id is not distinct from r.reactor_id
anti join winners as w
  on w.instance_id = r.instance_id and w.chat_id = r.chat_id and w.message_id = r.message_id
union all
select instance_id, chat_id, message_id, target_message_id, target_participant, emoji, emoji_base
from incoming_reactions;

delete from reactions as r
using reaction_groups as g
where g.instance_id = r.instance_id and g.chat_id = r.chat_id
  and g.target_message_id is not distinct from r.target_message_id
  and g.reactor_id is not distinct from r.reactor_id;

insert into reactions
with first_orders as (
  select o.instance_id, o.chat_id, o.message_id, min(k.base + o.position) as first_order
  from ledger.observations as o
  join ranks as k using (snapshot_no)
  semi join reaction_events as e
    on e.instance_id = o.instance_id and e.chat_id = o.chat_id and e.message_id = o.message_id
  group by all
),
numbered as (
  select
    e.*,
    m.sender_id as reactor_id,
    m.sent_at as reacted_at,
    row_number() over (
      partition by e.instance_id, e.chat_id, e.target_message_id, m.sender_id
      order by m.sent_at nulls first, f.first_order, e.message_id
    ) as sequence,
    count(*) over (partition by e.instance_id, e.chat_id, e.target_message_id, m.sender_id) as events
  from reaction_events as e
  join messages as m
    on m.instance_id = e.instance_id and m.chat_id = e.chat_id and m.message_id = e.message_id
  join first_orders as f
    on f.instance_id = e.instance_id and f.chat_id = e.chat_id and f.message_id = e.message_id
)
select
  instance_id, chat_id, message_id, target_message_id, target_participant, reactor_id, emoji, emoji_base, reacted_at,
  sequence = events and emoji is not null,
  sequence
from numbered;
