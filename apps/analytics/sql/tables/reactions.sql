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
comment on column reactions.emoji_base is 'The emoji without skin tones and variation selectors, to group by';
comment on column reactions.reacted_at is 'When, UTC';
comment on column reactions.is_current is 'True for the latest event of this reactor on this message, unless it is a removal';
comment on column reactions.sequence is 'Number of the event among those of this reactor on this message, from 1';
create macro reactions_as_of(moment) as table
  select * exclude (last_sequence) replace (true as is_current)
  from (
    select
      *,
      max(sequence) over (partition by instance_id, chat_id, target_message_id, reactor_id) as last_sequence
    from reactions
    where moment is null or reacted_at <= moment::timestamptz
  )
  where sequence = last_sequence
    and emoji is not null;

-- merge
-- Every event of a reactor on a message is looked at again when one of them is touched.
create or replace temp table new_reactions as
select
  instance_id, chat_id, message_id, quoted_message_id as target_message_id, quoted_participant as target_participant,
  sender_id as reactor_id,
  emoji,
  emoji_base_of(emoji) as emoji_base,
  to_timestamp(first_seconds) as reacted_at
from latest
where type_message = 'reactionMessage'
  and kind = 'event';

create or replace temp table touched_reactions as
select e.*
from reactions as e
semi join (
  select instance_id, chat_id, message_id
  from repeated
  union all
  select instance_id, chat_id, message_id
  from reordered
) as r
  on r.instance_id = e.instance_id and r.chat_id = e.chat_id and r.message_id = e.message_id;

create or replace temp table reaction_groups as
select instance_id, chat_id, target_message_id, reactor_id
from touched_reactions
union
select instance_id, chat_id, target_message_id, reactor_id
from new_reactions;

create or replace temp table reaction_events as
select
  e.instance_id, e.chat_id, e.message_id, e.target_message_id, e.target_participant, e.reactor_id, e.emoji,
  e.emoji_base,
  case when r.message_id is null then e.reacted_at else to_timestamp(r.first_seconds) end as reacted_at
from reactions as e
semi join reaction_groups as g
  on g.instance_id = e.instance_id and g.chat_id = e.chat_id
  and g.target_message_id is not distinct from e.target_message_id and g.reactor_id is not distinct from e.reactor_id
left join repeated as r
  on r.instance_id = e.instance_id and r.chat_id = e.chat_id and r.message_id = e.message_id
anti join replaced as w
  on w.instance_id = e.instance_id and w.chat_id = e.chat_id and w.message_id = e.message_id
union all
from new_reactions;

delete from reactions as e
using reaction_groups as g
where g.instance_id = e.instance_id and g.chat_id = e.chat_id
  and g.target_message_id is not distinct from e.target_message_id
  and g.reactor_id is not distinct from e.reactor_id;

insert into reactions
with numbered as (
  select
    e.*,
    row_number() over (
      partition by e.instance_id, e.chat_id, e.target_message_id, e.reactor_id
      order by e.reacted_at nulls first, m.order_in_second, e.message_id
    ) as sequence,
    count(*) over (partition by e.instance_id, e.chat_id, e.target_message_id, e.reactor_id) as events
  from reaction_events as e
  join messages as m
    on m.instance_id = e.instance_id and m.chat_id = e.chat_id and m.message_id = e.message_id
)
select
  instance_id, chat_id, message_id, target_message_id, target_participant, reactor_id, emoji, emoji_base, reacted_at,
  sequence = events and emoji is not null,
  sequence
from numbered;
