-- one chat: the tables with one id for a private chat that stands under several
-- Makes views and tables of the session named joined_…, on which those of people stand. What a message id says under both
-- ids is one message, in the state that was observed last. Polls are one where they have one message id, and of one
-- voter or reactor the latest counts, in whichever chat it stands.
-- Parameters: {{tables}}, the schema of the cache.
create or replace temp table twins as
with placed as (
  select
    m.instance_id, m.chat_id, m.message_id, m.sender_id, m.is_content,
    row_number() over (
      partition by m.instance_id, coalesce(c.chat_id, m.chat_id), m.message_id
      order by m.last_seen_at desc, c.chat_id nulls first, m.chat_id
    ) as place
  from {{tables}}.messages as m
  left join temp.chat_of as c on c.id = m.chat_id
  where m.chat_id in (select id from temp.chat_of union all select chat_id from temp.chat_of)
)
select instance_id, chat_id, message_id, sender_id, is_content
from placed
where place > 1;

create or replace temp view joined_messages as
select m.* replace (
  coalesce(c.chat_id, m.chat_id) as chat_id,
  case when c.chat_id is null then m.chat_type else 'private' end as chat_type
)
from {{tables}}.messages as m
left join temp.chat_of as c on c.id = m.chat_id
anti join temp.twins as w
  on w.instance_id = m.instance_id and w.chat_id = m.chat_id and w.message_id = m.message_id;

create or replace temp table joined_chats as
select c.*
from {{tables}}.chats as c
where c.chat_id not in (select id from temp.chat_of union all select chat_id from temp.chat_of)
union all
select
  instance_id,
  chat_id,
  any_value(chat_type),
  count(*) filter (is_content),
  count(distinct sender_id) filter (is_content),
  min(sent_at) filter (is_content),
  max(sent_at) filter (is_content)
from temp.joined_messages
where chat_id in (select chat_id from temp.chat_of)
  and kind in ('message', 'event')
group by instance_id, chat_id;

create or replace temp view joined_senders as
select s.* replace (s.message_count - coalesce(t.message_count, 0) as message_count)
from {{tables}}.senders as s
left join (
  select instance_id, sender_id, count(*) as message_count
  from temp.twins
  where is_content
  group by all
) as t on t.instance_id = s.instance_id and t.sender_id = s.sender_id;

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

create or replace temp table joined_polls as
select p.* replace (coalesce(c.chat_id, p.chat_id) as chat_id)
from {{tables}}.polls as p
left join temp.chat_of as c on c.id = p.chat_id
qualify row_number() over (
  partition by p.instance_id, coalesce(c.chat_id, p.chat_id), p.poll_message_id
  order by p.is_seen desc, p.asked_at nulls last, p.chat_id
) = 1;

create or replace temp table joined_poll_options as
with placed as (
  select
    o.* replace (coalesce(c.chat_id, o.chat_id) as chat_id),
    {is_unseen: not p.is_seen, asked_at: p.asked_at, chat_id: o.chat_id, place: o.option_index} as place
  from {{tables}}.poll_options as o
  join {{tables}}.polls as p
    on p.instance_id = o.instance_id and p.chat_id = o.chat_id and p.poll_message_id = o.poll_message_id
  left join temp.chat_of as c on c.id = o.chat_id
),
options as (
  select instance_id, chat_id, poll_message_id, option_name, min(place) as place
  from placed
  group by all
)
select
  instance_id, chat_id, poll_message_id,
  (row_number() over (partition by instance_id, chat_id, poll_message_id order by place) - 1)::integer as option_index,
  option_name
from options;

create or replace temp table joined_poll_votes as
with placed as (
  select v.* replace (coalesce(c.chat_id, v.chat_id) as chat_id), m.order_in_second
  from {{tables}}.poll_votes as v
  join {{tables}}.messages as m
    on m.instance_id = v.instance_id and m.chat_id = v.chat_id and m.message_id = v.message_id
  left join temp.chat_of as c on c.id = v.chat_id
  anti join temp.twins as w
    on w.instance_id = v.instance_id and w.chat_id = v.chat_id and w.message_id = v.message_id
  where v.chat_id in (select id from temp.chat_of union all select chat_id from temp.chat_of)
),
numbered as (
  select
    * replace (
      dense_rank() over (
        partition by instance_id, chat_id, poll_message_id, voter_id
        order by voted_at nulls first, order_in_second, message_id
      )::integer as sequence
    )
  from placed
)
select * exclude (order_in_second) replace (
  sequence = max(sequence) over (partition by instance_id, chat_id, poll_message_id, voter_id)
    and option_name is not null as is_current
)
from numbered
union all
from {{tables}}.poll_votes
where chat_id not in (select id from temp.chat_of union all select chat_id from temp.chat_of);
