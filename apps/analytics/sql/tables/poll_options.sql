-- Title: Poll options | Варианты опросов
-- Grain: One row per option of a poll | Строка — вариант ответа в опросе
-- Place: 70
-- After: polls
-- Key: instance_id, chat_id, poll_message_id, option_name
-- Order: instance_id, chat_id, poll_message_id, option_index
-- Time: none
-- Follows: polls
-- Changes with: poll
create table poll_options (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  chat_id varchar not null, -- chat | Id чата | Chat (chatId)
  -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id: for a private chat, the name of the other side; for a group, the name from --names, otherwise from the directory
  poll_message_id varchar not null, -- message | Id опроса | The poll (idMessage)
  option_index integer not null, -- kept | Номер варианта | Position of the option in the poll, from 0; options known only from votes come last
  option_name varchar not null -- option | Вариант | Text of the option
);

-- merge
-- at first only from stage.records where type_message in ('pollMessage', 'pollUpdateMessage')

-- of earlier loads
delete from poll_options as p
using touched_polls as t
where t.instance_id = p.instance_id and t.chat_id = p.chat_id and t.poll_message_id = p.poll_message_id;

insert into poll_options by name
with offered as (
  select
    p.instance_id, p.chat_id, p.message_id as poll_message_id,
    0 as update_number,
    unnest(range(len(p.options))) as place,
    unnest(p.options) as option_name
  from ledger.poll_messages as p
  semi join touched_polls as t
    on t.instance_id = p.instance_id and t.chat_id = p.chat_id and t.poll_message_id = p.message_id
  union all
  select
    instance_id, chat_id, poll_message_id,
    update_number,
    unnest(range(len(votes))) as place,
    unnest([v.option_name for v in votes]) as option_name
  from ordered_updates
),
first_places as (
  select
    instance_id, chat_id, poll_message_id, option_name,
    min({update_number: update_number, place: place}) as first_place
  from offered
  where option_name is not null
  group by all
)
select
  instance_id, chat_id, poll_message_id,
  (row_number() over (partition by instance_id, chat_id, poll_message_id order by first_place) - 1)::integer as option_index,
  option_name
from first_places;

-- one chat
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

-- invariants
-- the options of a poll have the places 0, 1, 2, …
select instance_id, chat_id, poll_message_id
from poll_options
group by all
having min(option_index) <> 0
  or max(option_index) <> count(*) - 1
  or count(distinct option_index) <> count(*);
