-- poll_vote_history: all votes of each voter, in order | все голоса каждого участника по порядку
-- Grain: one row per vote or withdrawal of a person in a poll
-- Parameters: from, to, instance, chat
-- Parts: order by instance_id
-- Columns:
--   instance_id: instance (idInstance) of the account
--   chat_id: chat (chatId)
--   chat_name: name from --names or the directory; for a private chat, the name of the other side; NULL for a group without a name
--   poll_message_id: the poll (idMessage)
--   poll_name: question of the poll
--   voter_id: who votes; instance:<instance_id> for the account itself
--   voter_name: name from --names, otherwise the latest one, or the one in the address book
--   voted_at: time of the vote, UTC
--   choice: list of the options chosen, in the order of the poll; empty for a withdrawal | Выбор
--   previous_choice: list of the options chosen before; NULL for the first vote | Прежний выбор
-- Example: chatledger stats poll_vote_history --chat 120363000000000001@g.us
with chosen as (
  select
    v.instance_id, v.chat_id, v.poll_message_id, v.voter_id, v.sequence, v.voted_at, v.option_name,
    coalesce(o.option_index, 2147483647) as option_index
  from poll_votes as v
  left join poll_options as o
    on o.instance_id = v.instance_id and o.chat_id = v.chat_id and o.poll_message_id = v.poll_message_id
    and o.option_name = v.option_name
  where in_list(v.instance_id, $instance)
    and in_list(v.chat_id, $chat)
),
choices as (
  select
    instance_id, chat_id, poll_message_id, voter_id, sequence,
    any_value(voted_at) as voted_at,
    in_order(option_name, option_index) as choice
  from chosen
  group by instance_id, chat_id, poll_message_id, voter_id, sequence
),
with_previous as (
  select
    *,
    lag(choice) over (
      partition by instance_id, chat_id, poll_message_id, voter_id order by sequence
    ) as previous_choice
  from choices
)
select
  p.instance_id,
  p.chat_id,
  chat.name as chat_name,
  p.poll_message_id,
  q.poll_name,
  p.voter_id,
  voter.name as voter_name,
  p.voted_at,
  p.choice,
  p.previous_choice
from with_previous as p
left join polls as q
  on q.instance_id = p.instance_id and q.chat_id = p.chat_id and q.poll_message_id = p.poll_message_id
left join names as chat on chat.instance_id = p.instance_id and chat.id = p.chat_id
left join names as voter on voter.instance_id = p.instance_id and voter.id = p.voter_id
where in_period(p.voted_at, $from, $to)
order by p.instance_id, p.chat_id, p.poll_message_id, p.voter_id, p.sequence;
