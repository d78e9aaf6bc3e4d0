-- views: the tables with people in the place of ids
-- Views of the session that stand before the tables of the cache: whoever asks for `messages` gets these. What is
-- current is decided anew where one person used several ids: of one person the latest reaction to a message counts,
-- and the latest vote in a poll; one update that tells of several ids of a person is one choice, of all its options.
-- Parameters: {{tables}}, the schema of the cache; {{whom}}, a further condition for the ids that are replaced.
create temp table if not exists listed_names (id varchar, name varchar);

create or replace temp table person_of as
select id, person_id
from people
where id <> person_id
  {{whom}};

create or replace temp view messages as
select m.* replace (
  coalesce(s.person_id, m.sender_id) as sender_id,
  coalesce(q.person_id, m.quoted_participant) as quoted_participant
)
from {{tables}}.messages as m
left join temp.person_of as s on s.id = m.sender_id
left join temp.person_of as q on q.id = m.quoted_participant;

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

create or replace temp table votes_of_many_ids as
select v.instance_id, v.chat_id, v.poll_message_id, coalesce(p.person_id, v.voter_id) as voter_id
from {{tables}}.poll_votes as v
left join temp.person_of as p on p.id = v.voter_id
group by all
having min(v.voter_id) <> max(v.voter_id);

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

create or replace temp table named_votes as
select v.* replace (coalesce(p.person_id, v.voter_id) as voter_id)
from {{tables}}.poll_votes as v
left join temp.person_of as p on p.id = v.voter_id;

create or replace temp table renumbered_votes as
with updates as (
  select
    v.instance_id, v.chat_id, v.poll_message_id, v.message_id, v.voter_id, v.voted_at,
    any_value(m.order_in_second) as order_in_second,
    list(distinct v.option_name) filter (v.option_name is not null) as chosen
  from temp.named_votes as v
  semi join temp.votes_of_many_ids as w
    on w.instance_id = v.instance_id and w.chat_id = v.chat_id and w.poll_message_id = v.poll_message_id
    and w.voter_id = v.voter_id
  join {{tables}}.messages as m
    on m.instance_id = v.instance_id and m.chat_id = v.chat_id and m.message_id = v.message_id
  group by v.instance_id, v.chat_id, v.poll_message_id, v.message_id, v.voter_id, v.voted_at
),
numbered as (
  select
    *,
    row_number() over (
      partition by instance_id, chat_id, poll_message_id, voter_id
      order by voted_at nulls first, order_in_second, message_id
    )::integer as sequence,
    count(*) over (partition by instance_id, chat_id, poll_message_id, voter_id) as updates
  from updates
)
select
  instance_id, chat_id, poll_message_id, message_id, voter_id, option_name, voted_at,
  sequence = updates and option_name is not null as is_current,
  sequence
from (
  select *, unnest(case when len(chosen) > 0 then chosen else [null] end) as option_name
  from numbered
);

create or replace temp view poll_votes as
select v.*
from temp.named_votes as v
anti join temp.votes_of_many_ids as w
  on w.instance_id = v.instance_id and w.chat_id = v.chat_id and w.poll_message_id = v.poll_message_id
  and w.voter_id = v.voter_id
union all
from temp.renumbered_votes;

create or replace temp view polls as
select p.* replace (coalesce(a.person_id, p.asked_by) as asked_by)
from {{tables}}.polls as p
left join temp.person_of as a on a.id = p.asked_by;

create or replace temp view quotes as
select q.* replace (coalesce(p.person_id, q.quoted_participant) as quoted_participant)
from {{tables}}.quotes as q
left join temp.person_of as p on p.id = q.quoted_participant;

-- The latest name is that of the id that wrote last; the roster's stands above it.
create or replace temp table senders as
select
  s.instance_id,
  coalesce(p.person_id, s.sender_id) as sender_id,
  coalesce(
    any_value(l.name),
    arg_max(s.sender_name, {moment: coalesce(s.last_message_at, '-infinity'), id: s.sender_id})
      filter (s.sender_name is not null)
  ) as sender_name,
  arg_max(s.sender_contact_name, {moment: coalesce(s.last_message_at, '-infinity'), id: s.sender_id})
    filter (s.sender_contact_name is not null) as sender_contact_name,
  sum(s.message_count)::bigint as message_count,
  min(s.first_message_at) as first_message_at,
  max(s.last_message_at) as last_message_at
from {{tables}}.senders as s
left join temp.person_of as p on p.id = s.sender_id
left join temp.listed_names as l on l.id = s.sender_id
group by s.instance_id, coalesce(p.person_id, s.sender_id);

create or replace temp view chats as
select c.* replace (coalesce(s.senders, 0) as sender_count)
from {{tables}}.chats as c
left join (
  select instance_id, chat_id, count(distinct sender_id) as senders
  from temp.messages
  where is_content
  group by all
) as s on s.instance_id = c.instance_id and s.chat_id = c.chat_id;
