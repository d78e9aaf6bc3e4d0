-- poll_results: what people chose in each poll | что выбрали в каждом опросе
-- Grain: one row per option of a poll; with from or to, of polls asked or voted in then
-- Parameters: from, to, instance, chat, as_of
-- Columns:
--   instance_id: instance (idInstance) of the account
--   chat_id: chat (chatId)
--   chat_name: name of --names or of the directory; of a private chat that of the other side; NULL for a group without one
--   poll_message_id: the poll (idMessage)
--   poll_name: what is asked
--   option_index: place of the option in the poll, from 0
--   option_name: text of the option
--   votes: people who chose it | Голосов
--   voters: people who chose anything in this poll | Голосовало
--   share: votes / voters; NULL without voters | Доля
-- Example: chatledger stats poll_results --chat 120363000000000001@g.us
with current_votes as (
  select instance_id, chat_id, poll_message_id, voter_id, option_name, voted_at
  from poll_votes
  where $as_of::timestamptz is null
    and is_current
  union all
  select instance_id, chat_id, poll_message_id, voter_id, option_name, voted_at
  from (
    select *, max(sequence) over (partition by instance_id, chat_id, poll_message_id, voter_id) as last_sequence
    from poll_votes
    where voted_at <= $as_of::timestamptz
  )
  where sequence = last_sequence
    and option_name is not null
),
listed as (
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
counted as (
  select instance_id, chat_id, poll_message_id, voter_id, option_name
  from current_votes
  where ($from::timestamptz is null or voted_at >= $from::timestamptz)
    and ($to::timestamptz is null or voted_at < $to::timestamptz)
),
by_option as (
  select instance_id, chat_id, poll_message_id, option_name, count(*) as votes
  from counted
  group by instance_id, chat_id, poll_message_id, option_name
),
by_poll as (
  select instance_id, chat_id, poll_message_id, count(distinct voter_id) as voters
  from counted
  group by instance_id, chat_id, poll_message_id
)
select
  l.instance_id,
  l.chat_id,
  chat.name as chat_name,
  l.poll_message_id,
  l.poll_name,
  o.option_index,
  o.option_name,
  coalesce(v.votes, 0) as votes,
  coalesce(p.voters, 0) as voters,
  coalesce(v.votes, 0) / p.voters as share
from listed as l
join poll_options as o
  on o.instance_id = l.instance_id and o.chat_id = l.chat_id and o.poll_message_id = l.poll_message_id
left join by_option as v
  on v.instance_id = l.instance_id and v.chat_id = l.chat_id and v.poll_message_id = l.poll_message_id
  and v.option_name = o.option_name
left join by_poll as p
  on p.instance_id = l.instance_id and p.chat_id = l.chat_id and p.poll_message_id = l.poll_message_id
left join names as chat on chat.instance_id = l.instance_id and chat.id = l.chat_id
order by l.instance_id, l.chat_id, l.asked_at nulls first, l.poll_message_id, o.option_index;
