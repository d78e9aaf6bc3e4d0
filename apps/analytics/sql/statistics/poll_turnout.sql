-- poll_turnout: how many people voted in each poll, and what won | сколько людей голосовало в каждом опросе и что победило
-- Grain: one row per poll; with from or to, of polls asked or voted in then
-- Parameters: from, to, instance, chat, as_of
-- Columns:
--   instance_id: instance (idInstance) of the account
--   chat_id: chat (chatId)
--   chat_name: name of --names or of the directory; of a private chat that of the other side; NULL for a group without one
--   poll_message_id: the poll (idMessage)
--   poll_name: what is asked
--   voters: people whose latest vote chooses something | Голосовало
--   withdrawn: people whose latest vote is withdrawn | Отозвали голос
--   changed_their_vote: people who made at least two different choices, a withdrawal being one | Передумало
--   first_vote_at: first vote or withdrawal, UTC | Первый голос
--   last_vote_at: last vote or withdrawal, UTC | Последний голос
--   winner: option chosen most; several in the order of the poll if they tie, joined by ", " | Победило
-- Example: chatledger stats poll_turnout --last 30d
with listed as (
  select p.instance_id, p.chat_id, p.poll_message_id, p.poll_name, p.asked_at
  from polls as p
  where ($instance::varchar[] is null or list_contains($instance::varchar[], p.instance_id))
    and ($chat::varchar[] is null or list_contains($chat::varchar[], p.chat_id))
    and (
      ($from::timestamptz is null and $to::timestamptz is null)
      or (
        ($from::timestamptz is null or p.asked_at >= $from::timestamptz)
        and ($to::timestamptz is null or p.asked_at < $to::timestamptz)
      )
      or (p.instance_id, p.chat_id, p.poll_message_id) in (
        select (instance_id, chat_id, poll_message_id)
        from poll_votes
        where ($from::timestamptz is null or voted_at >= $from::timestamptz)
          and ($to::timestamptz is null or voted_at < $to::timestamptz)
          and ($as_of::timestamptz is null or voted_at <= $as_of::timestamptz)
      )
    )
),
updates as (
  select
    instance_id, chat_id, poll_message_id, voter_id, sequence,
    any_value(voted_at) as voted_at,
    list_sort(list(option_name)) as choice,
    bool_and(
      coalesce(voted_at >= $from::timestamptz, $from::timestamptz is null)
      and coalesce(voted_at < $to::timestamptz, $to::timestamptz is null)
    ) as is_counted
  from poll_votes
  where $as_of::timestamptz is null or voted_at <= $as_of::timestamptz
  group by instance_id, chat_id, poll_message_id, voter_id, sequence
),
by_voter as (
  select
    instance_id, chat_id, poll_message_id, voter_id,
    min(voted_at) filter (is_counted) as first_vote_at,
    max(voted_at) filter (is_counted) as last_vote_at,
    case when arg_max(is_counted, sequence) then arg_max(choice, sequence) end as latest_choice,
    min(choice) filter (is_counted) is distinct from max(choice) filter (is_counted) as has_changed
  from updates
  group by instance_id, chat_id, poll_message_id, voter_id
),
by_poll as (
  select
    instance_id, chat_id, poll_message_id,
    count(*) filter (latest_choice[1] is not null) as voters,
    count(*) filter (latest_choice is not null and latest_choice[1] is null) as withdrawn,
    count(*) filter (has_changed) as changed_their_vote,
    min(first_vote_at) as first_vote_at,
    max(last_vote_at) as last_vote_at
  from by_voter
  group by instance_id, chat_id, poll_message_id
),
by_option as (
  select instance_id, chat_id, poll_message_id, option_name, count(*) as votes
  from (
    select instance_id, chat_id, poll_message_id, unnest(latest_choice) as option_name
    from by_voter
  )
  where option_name is not null
  group by instance_id, chat_id, poll_message_id, option_name
),
ranking as (
  select
    b.instance_id, b.chat_id, b.poll_message_id,
    list_sort(list({rank: -b.votes, place: o.option_index, name: b.option_name})) as options
  from by_option as b
  join poll_options as o
    on o.instance_id = b.instance_id and o.chat_id = b.chat_id and o.poll_message_id = b.poll_message_id
    and o.option_name = b.option_name
  group by b.instance_id, b.chat_id, b.poll_message_id
)
select
  l.instance_id,
  l.chat_id,
  chat.name as chat_name,
  l.poll_message_id,
  l.poll_name,
  coalesce(p.voters, 0) as voters,
  coalesce(p.withdrawn, 0) as withdrawn,
  coalesce(p.changed_their_vote, 0) as changed_their_vote,
  p.first_vote_at,
  p.last_vote_at,
  array_to_string([o.name for o in r.options if o.rank = r.options[1].rank], ', ') as winner
from listed as l
left join by_poll as p
  on p.instance_id = l.instance_id and p.chat_id = l.chat_id and p.poll_message_id = l.poll_message_id
left join ranking as r
  on r.instance_id = l.instance_id and r.chat_id = l.chat_id and r.poll_message_id = l.poll_message_id
left join names as chat on chat.instance_id = l.instance_id and chat.id = l.chat_id
order by l.instance_id, l.chat_id, l.asked_at nulls first, l.poll_message_id;
