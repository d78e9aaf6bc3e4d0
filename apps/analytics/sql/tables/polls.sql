-- Title: Polls | Опросы
-- Grain: One row per poll | Строка — опрос
-- Place: 60
-- After: id_pairs
-- Key: instance_id, chat_id, poll_message_id
-- Order: asked_at nulls first, instance_id, chat_id, poll_message_id
-- Time: asked_at
-- Follows: polls
-- Changes with: poll
create table polls (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  chat_id varchar not null, -- chat | Id чата | Chat (chatId)
  -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id: for a private chat, the name of the other side; for a group, the name from --names, otherwise from the directory
  poll_message_id varchar not null, -- message | Id опроса | The poll itself (idMessage)
  poll_name varchar, -- text | Опрос | Question of the poll
  multiple_answers boolean, -- kept | Несколько ответов | Whether several options may be chosen
  allow_to_change_answer boolean, -- kept | Ответ можно изменить | Whether a vote may be changed (allowToChangeAnswer), only for MAX
  asked_at timestamptz, -- kept | Задан | When the poll was sent, UTC; NULL if it is known only from votes
  asked_by varchar, -- person | Id задавшего | Author of the poll (senderId); instance:<instance_id> for own polls
  -- asked_by_name not in parquet: name of asked_by | Кто задал | Name of asked_by
  is_seen boolean not null -- kept | Сам опрос известен | False if the poll itself is not in the archive and is known only from votes
);

-- merge
-- at first only from stage.records where type_message in ('pollMessage', 'pollUpdateMessage')

-- An update may write an option of the poll without its outer blanks or in other code points. One that the service cannot find,
-- such as an option with a blank at its end, is Unknown.
create or replace temp macro as_option(name) as
  nfc_normalize(regexp_replace(name, '^[\s\p{Z}]+|[\s\p{Z}]+$', '', 'g'));

create or replace temp macro option_of(options, name) as
  case
    when options is null or list_contains(options, name) then name
    when len(list_filter(options, lambda o: as_option(o) = as_option(name))) = 1
      then list_filter(options, lambda o: as_option(o) = as_option(name))[1]
    when name = 'Unknown' and len(list_filter(options, lambda o: as_option(o) <> o)) = 1
      then list_filter(options, lambda o: as_option(o) <> o)[1]
    else name
  end;

-- The updates of changed polls, numbered in the order in which they count.
create or replace temp table ordered_updates as
with updates as (
  select u.*
  from ledger.poll_updates as u
  semi join touched_polls as p
    on p.instance_id = u.instance_id and p.chat_id = u.chat_id and p.poll_message_id = u.poll_message_id
)
select
  u.* replace ([{option_name: option_of(p.options, v.option_name), voters: v.voters} for v in u.votes] as votes),
  m.sent_at as voted_at,
  row_number() over (
    partition by u.instance_id, u.chat_id, u.poll_message_id
    order by m.sent_at nulls first, m.order_in_second, u.message_id
  ) as update_number
from updates as u
join messages as m
  on m.instance_id = u.instance_id and m.chat_id = u.chat_id and m.message_id = u.message_id
left join ledger.poll_messages as p
  on p.instance_id = u.instance_id and p.chat_id = u.chat_id and p.message_id = u.poll_message_id;

-- of earlier loads
delete from polls as p
using touched_polls as t
where t.instance_id = p.instance_id and t.chat_id = p.chat_id and t.poll_message_id = p.poll_message_id;

insert into polls by name
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
  case when p.message_id is null then u.said.poll_name else p.poll_name end as poll_name,
  case when p.message_id is null then u.said.multiple_answers else p.multiple_answers end as multiple_answers,
  p.allow_to_change_answer,
  m.sent_at as asked_at,
  m.sender_id as asked_by,
  p.message_id is not null as is_seen
from touched_polls as t
left join ledger.poll_messages as p
  on p.instance_id = t.instance_id and p.chat_id = t.chat_id and p.message_id = t.poll_message_id
left join messages as m
  on m.instance_id = p.instance_id and m.chat_id = p.chat_id and m.message_id = p.message_id
left join last_updates as u
  on u.instance_id = t.instance_id and u.chat_id = t.chat_id and u.poll_message_id = t.poll_message_id
where p.message_id is not null or u.poll_message_id is not null;

-- one chat
create or replace temp table joined_polls as
select p.* replace (coalesce(c.chat_id, p.chat_id) as chat_id)
from {{tables}}.polls as p
left join temp.chat_of as c on c.id = p.chat_id
qualify row_number() over (
  partition by p.instance_id, coalesce(c.chat_id, p.chat_id), p.poll_message_id
  order by p.is_seen desc, p.asked_at nulls last, p.chat_id
) = 1;

-- invariants
-- a poll that was seen is a message
select p.*
from polls as p
anti join messages as m
  on m.instance_id = p.instance_id and m.chat_id = p.chat_id and m.message_id = p.poll_message_id
where p.is_seen;

-- author and time of a poll are those of its message
select p.*
from polls as p
left join messages as m
  on m.instance_id = p.instance_id and m.chat_id = p.chat_id and m.message_id = p.poll_message_id
where p.is_seen
  and (p.asked_by is distinct from m.sender_id or p.asked_at is distinct from m.sent_at);
