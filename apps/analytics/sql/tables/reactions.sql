-- Title: Reactions | Реакции
-- Grain: One row per reaction event: set, changed or removed; not one whose emoji cannot be read | Строка — реакция: поставлена, изменена или снята; без тех, эмодзи которых не прочитать
-- Place: 50
-- After: messages
-- Key: instance_id, chat_id, message_id
-- Order: reacted_at nulls first, instance_id, chat_id, sequence, message_id
-- Time: reacted_at
-- Follows: messages
-- Changes with: reaction
create table reactions (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  chat_id varchar not null, -- chat | Id чата | Chat (chatId)
  -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id: for a private chat, the name of the other side; for a group, the name from --names, otherwise from the directory
  message_id varchar not null, -- message | Id сообщения | The event itself (idMessage)
  target_message_id varchar, -- message | На какое сообщение | Message that is reacted to (stanzaId)
  target_participant varchar, -- person | Id автора того сообщения | Author of that message, according to the event
  -- target_participant_name not in parquet: name of target_participant | Автор того сообщения | Name of target_participant
  reactor_id varchar, -- person in senders | Id реагирующего | Who reacts (senderId); instance:<instance_id> for own reactions
  -- reactor_name not in parquet: name of reactor_id | Кто реагирует | Name of reactor_id
  emoji varchar, -- emoji | Эмодзи | The emoji as sent; NULL if the reaction was removed
  emoji_base varchar, -- emoji | Эмодзи без оттенка | The emoji without skin tones and variation selectors, for grouping
  reacted_at timestamptz, -- kept | Когда поставлена | When, UTC
  is_current boolean not null, -- kept | Действует | True for the latest event of this reactor on this message, unless it is a removal
  sequence integer not null -- kept | Номер по порядку | Number of the event among those of this reactor on this message, from 1
);

-- merge
-- at first only from stage.records where type_message = 'reactionMessage'

-- All events of a reactor on a message are processed again when one of them changes.
create or replace temp table new_reactions as
select
  instance_id, chat_id, message_id, quoted_message_id as target_message_id, quoted_participant as target_participant,
  sender_id as reactor_id,
  nullif(emoji, '') as emoji,
  emoji_base_of(emoji) as emoji_base,
  to_timestamp(first_seconds) as reacted_at
from latest
where type_message = 'reactionMessage'
  and kind = 'event'
  and emoji is not null;

create or replace temp table touched_reactions as
select e.*
from reactions as e
semi join changed_messages as r
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

-- of earlier loads
delete from reactions as e
using reaction_groups as g
where g.instance_id = e.instance_id and g.chat_id = e.chat_id
  and g.target_message_id is not distinct from e.target_message_id
  and g.reactor_id is not distinct from e.reactor_id;

insert into reactions by name
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
  sequence = events and emoji is not null as is_current,
  sequence
from numbered;

-- one chat
create or replace temp table joined_reactions as
with placed as (
  select e.* replace (coalesce(c.chat_id, e.chat_id) as chat_id), m.order_in_second
  from {{tables}}.reactions as e
  join {{tables}}.messages as m
    on m.instance_id = e.instance_id and m.chat_id = e.chat_id and m.message_id = e.message_id
  left join temp.chat_of as c on c.id = e.chat_id
  anti join temp.twins as w
    on w.instance_id = e.instance_id and w.chat_id = e.chat_id and w.message_id = e.message_id
  where e.chat_id in (select id from temp.chat_of union all select chat_id from temp.chat_of)
),
numbered as (
  select
    * replace (
      row_number() over (
        partition by instance_id, chat_id, target_message_id, reactor_id
        order by reacted_at nulls first, order_in_second, message_id
      )::integer as sequence
    ),
    count(*) over (partition by instance_id, chat_id, target_message_id, reactor_id) as events
  from placed
)
select * exclude (order_in_second, events) replace (sequence = events and emoji is not null as is_current)
from numbered
union all
from {{tables}}.reactions
where chat_id not in (select id from temp.chat_of union all select chat_id from temp.chat_of);

-- people
create or replace temp table reactions_of_many_ids as
with named as (
  select
    e.instance_id, e.chat_id, e.message_id, e.target_message_id, e.reactor_id,
    coalesce(p.person_id, e.reactor_id) as person_id
  from {{tables}}.reactions as e
  left join temp.person_of as p on p.id = e.reactor_id
),
persons as (
  select instance_id, chat_id, target_message_id, person_id
  from named
  group by all
  having min(reactor_id) <> max(reactor_id)
)
select n.instance_id, n.chat_id, n.message_id
from named as n
semi join persons as p
  on p.instance_id = n.instance_id and p.chat_id = n.chat_id and p.person_id = n.person_id
  and p.target_message_id is not distinct from n.target_message_id;

create or replace temp table renumbered_reactions as
with named as (
  select e.* replace (coalesce(p.person_id, e.reactor_id) as reactor_id), m.order_in_second
  from {{tables}}.reactions as e
  semi join temp.reactions_of_many_ids as w
    on w.instance_id = e.instance_id and w.chat_id = e.chat_id and w.message_id = e.message_id
  join {{tables}}.messages as m
    on m.instance_id = e.instance_id and m.chat_id = e.chat_id and m.message_id = e.message_id
  left join temp.person_of as p on p.id = e.reactor_id
),
numbered as (
  select
    * replace (
      row_number() over (
        partition by instance_id, chat_id, target_message_id, reactor_id
        order by reacted_at nulls first, order_in_second, message_id
      )::integer as sequence
    ),
    count(*) over (partition by instance_id, chat_id, target_message_id, reactor_id) as events
  from named
)
select * exclude (order_in_second, events) replace (sequence = events and emoji is not null as is_current)
from numbered;

create or replace temp view reactions as
select e.* replace (
  coalesce(p.person_id, e.reactor_id) as reactor_id,
  coalesce(t.person_id, e.target_participant) as target_participant
)
from (
  select e.*
  from {{tables}}.reactions as e
  anti join temp.reactions_of_many_ids as w
    on w.instance_id = e.instance_id and w.chat_id = e.chat_id and w.message_id = e.message_id
  union all
  from temp.renumbered_reactions
) as e
left join temp.person_of as p on p.id = e.reactor_id
left join temp.person_of as t on t.id = e.target_participant;

-- invariants
-- a reaction is an event of its sender
select r.*
from reactions as r
join messages as m
  on m.instance_id = r.instance_id and m.chat_id = r.chat_id and m.message_id = r.message_id
where m.kind <> 'event'
  or m.type_message <> 'reactionMessage'
  or m.sender_id is distinct from r.reactor_id;

-- the events of a reactor on a message have the numbers 1, 2, 3, …
select instance_id, chat_id, target_message_id, reactor_id
from reactions
group by all
having min(sequence) <> 1
  or max(sequence) <> count(*)
  or count(distinct sequence) <> count(*);

-- the current reaction is the last event of a reactor on a message, unless it is a removal
select *
from (
  select
    *,
    max(sequence) over (partition by instance_id, chat_id, target_message_id, reactor_id) as last_sequence
  from reactions
)
where is_current <> (sequence = last_sequence and emoji is not null);
