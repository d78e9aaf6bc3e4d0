-- polls: one row per poll, also of those known from votes only
-- schema
create table polls (
  instance_id varchar not null,
  chat_id varchar not null,
  poll_message_id varchar not null,
  poll_name varchar,
  multiple_answers boolean,
  asked_at timestamptz,
  asked_by varchar,
  is_seen boolean not null
);
comment on table polls is 'One row per poll';
comment on column polls.instance_id is 'Instance (idInstance) of the account';
comment on column polls.chat_id is 'Chat (chatId)';
comment on column polls.poll_message_id is 'The poll itself (idMessage)';
comment on column polls.poll_name is 'What is asked';
comment on column polls.multiple_answers is 'Whether several options may be chosen';
comment on column polls.asked_at is 'When, UTC; NULL if the poll is known from votes only';
comment on column polls.asked_by is 'Who asks (senderId); instance:<instance_id> for own polls';
comment on column polls.is_seen is 'False if the poll itself is not in the archive, and known from votes only';

-- merge
-- The updates of touched polls, numbered in the order in which they count.
create or replace temp table ordered_updates as
with updates as (
  select u.*
  from ledger.poll_updates as u
  semi join touched_polls as p
    on p.instance_id = u.instance_id and p.chat_id = u.chat_id and p.poll_message_id = u.poll_message_id
)
select
  u.*,
  m.sender_id,
  m.sent_at as voted_at,
  row_number() over (
    partition by u.instance_id, u.chat_id, u.poll_message_id
    order by m.sent_at nulls first, m.order_in_second, u.message_id
  ) as update_number
from updates as u
join messages as m
  on m.instance_id = u.instance_id and m.chat_id = u.chat_id and m.message_id = u.message_id;

delete from polls as p
using touched_polls as t
where t.instance_id = p.instance_id and t.chat_id = p.chat_id and t.poll_message_id = p.poll_message_id;

insert into polls
with last_updates as (
  select
    instance_id, chat_id, poll_message_id,
    arg_max({poll_name: poll_name, multiple_answers: multiple_answers}, update_number) as said
  from ordered_updates
  group by all
)
select
  t.instance_id,
  t.chat_id,
  t.poll_message_id,
  case when p.message_id is null then u.said.poll_name else p.poll_name end,
  case when p.message_id is null then u.said.multiple_answers else p.multiple_answers end,
  m.sent_at,
  m.sender_id,
  p.message_id is not null
from touched_polls as t
left join ledger.poll_messages as p
  on p.instance_id = t.instance_id and p.chat_id = t.chat_id and p.message_id = t.poll_message_id
left join messages as m
  on m.instance_id = p.instance_id and m.chat_id = p.chat_id and m.message_id = p.message_id
left join last_updates as u
  on u.instance_id = t.instance_id and u.chat_id = t.chat_id and u.poll_message_id = t.poll_message_id
where p.message_id is not null or u.poll_message_id is not null;
