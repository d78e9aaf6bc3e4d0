-- poll_options: one row per option of a poll
-- schema
create table poll_options (
  instance_id varchar not null,
  chat_id varchar not null,
  poll_message_id varchar not null,
  option_index integer not null,
  option_name varchar not null
);
comment on table poll_options is 'One row per option of a poll';
comment on column poll_options.instance_id is 'Instance (idInstance) of the account';
comment on column poll_options.chat_id is 'Chat (chatId)';
comment on column poll_options.poll_message_id is 'The poll (idMessage)';
comment on column poll_options.option_index is 'Place of the option in the poll, from 0; options known from votes only come last';
comment on column poll_options.option_name is 'Text of the option';

-- merge
delete from poll_options as p
using touched_polls as t
where t.instance_id = p.instance_id and t.chat_id = p.chat_id and t.poll_message_id = p.poll_message_id;

insert into poll_options
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
  (row_number() over (partition by instance_id, chat_id, poll_message_id order by first_place) - 1)::integer,
  option_name
from first_places;
