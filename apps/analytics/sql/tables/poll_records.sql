-- Ledger: The latest state of each poll message and update, from which polls are built
-- After: messages
create table ledger.poll_messages (
  instance_id varchar not null,
  chat_id varchar not null,
  message_id varchar not null,
  poll_name varchar,
  multiple_answers boolean,
  allow_to_change_answer boolean,
  options varchar[]
);
create table ledger.poll_updates (
  instance_id varchar not null,
  chat_id varchar not null,
  message_id varchar not null,
  poll_message_id varchar not null,
  sender_id varchar,
  only_voter varchar,
  poll_name varchar,
  multiple_answers boolean,
  votes struct(option_name varchar, voters varchar[])[]
);

-- merge
create or replace temp table new_polls as
select instance_id, chat_id, message_id, type_message, sender_id, poll
from latest
where type_message = 'pollUpdateMessage'
union all
select instance_id, chat_id, message_id, type_message, sender_id, poll
from contents
where type_message = 'pollMessage';

create or replace temp table touched_polls as
select p.instance_id, p.chat_id, p.message_id as poll_message_id
from ledger.poll_messages as p
semi join changed_messages as t on t.instance_id = p.instance_id and t.chat_id = p.chat_id and t.message_id = p.message_id
union
select u.instance_id, u.chat_id, u.poll_message_id
from ledger.poll_updates as u
semi join changed_messages as t on t.instance_id = u.instance_id and t.chat_id = u.chat_id and t.message_id = u.message_id
union
select instance_id, chat_id, message_id
from new_polls
where type_message = 'pollMessage'
union
select instance_id, chat_id, poll.poll_message_id
from new_polls
where type_message = 'pollUpdateMessage' and poll.poll_message_id is not null;

-- of earlier loads
delete from ledger.poll_messages as m
using refilled as w
where m.instance_id = w.instance_id and m.chat_id = w.chat_id and m.message_id = w.message_id;

-- only from stage.records where type_message in ('pollMessage', 'pollUpdateMessage')
insert into ledger.poll_messages by name
select instance_id, chat_id, message_id, poll.poll_name, poll.multiple_answers, poll.allow_to_change_answer, poll.options
from new_polls
where type_message = 'pollMessage';

-- of earlier loads
delete from ledger.poll_updates as m
using replaced as w
where m.instance_id = w.instance_id and m.chat_id = w.chat_id and m.message_id = w.message_id;

-- only from stage.records where type_message in ('pollMessage', 'pollUpdateMessage')
insert into ledger.poll_updates by name
with new_updates as (
  select
    *,
    list_filter(list_distinct(flatten([v.voters for v in poll.votes])), lambda voter: voter <> '') as voters
  from new_polls
  where type_message = 'pollUpdateMessage'
    and poll.poll_message_id is not null
)
select
  instance_id, chat_id, message_id, poll.poll_message_id, sender_id,
  case when len(voters) = 1 then voters[1] end as only_voter,
  poll.poll_name, poll.multiple_answers, poll.votes
from new_updates;

-- invariants
-- every update of a poll is a message
select u.instance_id, u.chat_id, u.message_id
from ledger.poll_updates as u
anti join messages as m
  on m.instance_id = u.instance_id and m.chat_id = u.chat_id and m.message_id = u.message_id;
