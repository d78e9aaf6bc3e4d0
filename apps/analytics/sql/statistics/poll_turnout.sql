-- poll_turnout: turnout and winner of each poll | сколько людей голосовало в каждом опросе и какой вариант победил
-- Grain: one row per poll; with from or to, only polls sent or voted in during that period
-- Parameters: from, to, instance, chat, as_of
-- Parts: order by instance_id
-- Columns:
--   instance_id: instance (idInstance) of the account
--   chat_id: chat (chatId)
--   chat_name: name from --names or the directory; for a private chat, the name of the other side; NULL for a group without a name
--   poll_message_id: the poll (idMessage)
--   poll_name: question of the poll
--   voters: people whose latest vote is not withdrawn | Голосовало
--   withdrawn: people whose latest vote is withdrawn | Отозвали голос
--   changed_their_vote: people who made at least two different choices; a withdrawal is a choice, too | Передумало
--   first_vote_at: first vote or withdrawal, UTC | Первый голос
--   last_vote_at: last vote or withdrawal, UTC | Последний голос
--   winner: option chosen most; in case of a tie, several in the order of the poll, joined by ", " | Победило
-- Example: chatledger stats poll_turnout --last 30d
with updates as (
  select
    instance_id, chat_id, poll_message_id, voter_id, sequence,
    any_value(voted_at) as voted_at,
    in_order(option_name, option_name) as choice
  from poll_votes
  where in_period(voted_at, $from, $to)
    and up_to(voted_at, $as_of)
  group by instance_id, chat_id, poll_message_id, voter_id, sequence
),
by_voter as (
  select
    instance_id, chat_id, poll_message_id,
    min(voted_at) as first_vote_at,
    max(voted_at) as last_vote_at,
    min(choice) <> max(choice) as has_changed
  from updates
  group by instance_id, chat_id, poll_message_id, voter_id
),
history as (
  select
    instance_id, chat_id, poll_message_id,
    count(*) filter (where has_changed) as changed_their_vote,
    min(first_vote_at) as first_vote_at,
    max(last_vote_at) as last_vote_at
  from by_voter
  group by instance_id, chat_id, poll_message_id
),
by_poll as (
  select
    instance_id, chat_id, poll_message_id,
    count(*) filter (where not is_withdrawn) as voters,
    count(*) filter (where is_withdrawn) as withdrawn
  from poll_voters_as_of($as_of)
  where in_period(voted_at, $from, $to)
  group by instance_id, chat_id, poll_message_id
),
by_option as (
  select instance_id, chat_id, poll_message_id, option_name, count(*) as votes
  from poll_votes_as_of($as_of)
  where in_period(voted_at, $from, $to)
  group by instance_id, chat_id, poll_message_id, option_name
),
ranked as (
  select
    b.instance_id, b.chat_id, b.poll_message_id, b.option_name, b.votes, o.option_index,
    max(b.votes) over (partition by b.instance_id, b.chat_id, b.poll_message_id) as most_votes
  from by_option as b
  join poll_options as o
    on o.instance_id = b.instance_id and o.chat_id = b.chat_id and o.poll_message_id = b.poll_message_id
    and o.option_name = b.option_name
),
winners as (
  select
    instance_id, chat_id, poll_message_id,
    joined_in_order(option_name, option_index, ', ') as winner
  from ranked
  where votes = most_votes
  group by instance_id, chat_id, poll_message_id
)
select
  l.instance_id,
  l.chat_id,
  chat.name as chat_name,
  l.poll_message_id,
  l.poll_name,
  coalesce(p.voters, 0) as voters,
  coalesce(p.withdrawn, 0) as withdrawn,
  coalesce(h.changed_their_vote, 0) as changed_their_vote,
  h.first_vote_at,
  h.last_vote_at,
  w.winner
from polls_in($from, $to, $instance, $chat, $as_of) as l
left join by_poll as p
  on p.instance_id = l.instance_id and p.chat_id = l.chat_id and p.poll_message_id = l.poll_message_id
left join history as h
  on h.instance_id = l.instance_id and h.chat_id = l.chat_id and h.poll_message_id = l.poll_message_id
left join winners as w
  on w.instance_id = l.instance_id and w.chat_id = l.chat_id and w.poll_message_id = l.poll_message_id
left join names as chat on chat.instance_id = l.instance_id and chat.id = l.chat_id
order by l.instance_id, l.chat_id, l.asked_at nulls first, l.poll_message_id;
