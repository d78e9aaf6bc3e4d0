-- poll_results_over_time: results of each poll over time | как менялись результаты каждого опроса
-- Grain: one row per option of a poll and time of a vote; votes without a time do not count
-- Parameters: from, to, instance, chat
-- Parts: order by instance_id
-- Columns:
--   instance_id: instance (idInstance) of the account
--   chat_id: chat (chatId)
--   chat_name: name from --names or the directory; for a private chat, the name of the other side; NULL for a group without a name
--   poll_message_id: the poll (idMessage)
--   poll_name: question of the poll
--   voted_at: time of a vote or withdrawal, UTC
--   option_index: position of the option in the poll, from 0
--   option_name: text of the option
--   votes: people who had chosen it by then | Голосов
--   voters: people who had chosen something by then | Голосовало
--   share: votes / voters; NULL without voters | Доля
-- Example: chatledger stats poll_results_over_time --chat 120363000000000001@g.us
with numbered as (
  select
    instance_id, chat_id, poll_message_id, poll_name,
    row_number() over (order by instance_id, chat_id, asked_at nulls first, poll_message_id) as poll
  from polls
  where in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
),
options as (
  select n.poll, o.option_index, o.option_name
  from poll_options as o
  join numbered as n
    on n.instance_id = o.instance_id and n.chat_id = o.chat_id and n.poll_message_id = o.poll_message_id
),
timed as (
  select
    n.poll, v.voter_id, v.sequence,
    any_value(v.voted_at) as voted_at,
    list_of(o.option_index) as choice
  from poll_votes as v
  join numbered as n
    on n.instance_id = v.instance_id and n.chat_id = v.chat_id and n.poll_message_id = v.poll_message_id
  left join options as o on o.poll = n.poll and o.option_name = v.option_name
  where v.voted_at is not null
  group by n.poll, v.voter_id, v.sequence
),
updates as (
  select
    poll, voted_at, choice,
    coalesce(lag(choice) over (partition by poll, voter_id order by sequence), empty_list()) as choice_before
  from timed
),
-- What an update adds and takes away: options, and with option_index NULL the voter.
changes as (
  select poll, voted_at, unnest(choice) as option_index, 1 as change
  from updates
  union all
  select poll, voted_at, unnest(choice_before), -1
  from updates
  union all
  select
    poll, voted_at, null,
    case when len(choice) > 0 then 1 else 0 end - case when len(choice_before) > 0 then 1 else 0 end
  from updates
),
by_moment as (
  select poll, voted_at, option_index, cast(sum(change) as bigint) as change
  from changes
  group by poll, voted_at, option_index
),
moments as (
  select poll, voted_at, cast(sum(change) over (partition by poll order by voted_at) as bigint) as voters
  from by_moment
  where option_index is null
),
results as (
  select
    m.poll, m.voted_at, m.voters, o.option_index, o.option_name,
    cast(sum(coalesce(c.change, 0)) over (
      partition by m.poll, o.option_index order by m.voted_at
    ) as bigint) as votes
  from moments as m
  join options as o on o.poll = m.poll
  left join by_moment as c
    on c.poll = m.poll and c.voted_at = m.voted_at and c.option_index = o.option_index
)
select
  n.instance_id,
  n.chat_id,
  chat.name as chat_name,
  n.poll_message_id,
  n.poll_name,
  r.voted_at,
  r.option_index,
  r.option_name,
  r.votes,
  r.voters,
  r.votes * 1e0 / nullif(r.voters, 0) as share
from results as r
join numbered as n on n.poll = r.poll
left join names as chat on chat.instance_id = n.instance_id and chat.id = n.chat_id
where in_period(r.voted_at, $from, $to)
order by r.poll, r.voted_at, r.option_index;
