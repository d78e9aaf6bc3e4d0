-- transcript events: reactions, votes, edits and deletions whose message is not told, as it is older or not in the archive
-- Grain: one row per such event.
-- Parameters: {{chosen}}, a SELECT of messages.
create or replace temp table transcript_events as
with transcript_messages as (
  select instance_id, chat_id, message_id
  from ({{chosen}})
  where kind in ('message', 'story')
),
events as (
  select instance_id, chat_id, message_id, type_message, edited_message_id, deleted_message_id, text
  from ({{chosen}})
  where kind = 'event'
),
votes as (
  select
    v.instance_id, v.chat_id, v.message_id, v.poll_message_id,
    list_sort(list(distinct v.option_name) filter (v.option_name is not null)) as options
  from poll_votes as v
  semi join events as e
    on e.instance_id = v.instance_id and e.chat_id = v.chat_id and e.message_id = v.message_id
  group by all
),
about as (
  select
    e.instance_id, e.chat_id, e.message_id, r.target_message_id, 'reaction' as what, r.emoji,
    null::varchar[] as options, null as text
  from events as e
  join reactions as r
    on r.instance_id = e.instance_id and r.chat_id = e.chat_id and r.message_id = e.message_id
  union all
  select e.instance_id, e.chat_id, e.message_id, v.poll_message_id, 'vote', null, v.options, null
  from events as e
  join votes as v on v.instance_id = e.instance_id and v.chat_id = e.chat_id and v.message_id = e.message_id
  union all
  select
    instance_id, chat_id, message_id,
    case when type_message = 'editedMessage' then edited_message_id else deleted_message_id end,
    case when type_message = 'editedMessage' then 'edit' else 'deletion' end,
    null, null, text
  from events
  where type_message in ('editedMessage', 'deletedMessage')
)
select
  a.instance_id,
  a.chat_id,
  a.message_id,
  {
    what: a.what,
    emoji: a.emoji,
    options: coalesce(a.options, []),
    text: a.text,
    about: left(coalesce(p.poll_name, m.text), 200)
  } as event
from about as a
anti join transcript_messages as t
  on t.instance_id = a.instance_id and t.chat_id = a.chat_id and t.message_id = a.target_message_id
left join messages as m
  on m.instance_id = a.instance_id and m.chat_id = a.chat_id and m.message_id = a.target_message_id
left join polls as p
  on p.instance_id = a.instance_id and p.chat_id = a.chat_id and p.poll_message_id = a.target_message_id;
