-- poll_voters: who chose what in each poll | кто что выбрал в каждом опросе
-- Grain: one row per voter and option of a poll; someone who has withdrawn the vote also has a row for every option
-- Parameters: from, to, instance, chat, as_of
-- Parts: order by instance_id
-- Columns:
--   instance_id: instance (idInstance) of the account
--   chat_id: chat (chatId)
--   chat_name: name from --names or the directory; for a private chat, the name of the other side; NULL for a group without a name
--   poll_message_id: the poll (idMessage)
--   poll_name: question of the poll
--   voter_id: who votes; instance:<instance_id> for the account itself
--   voter_name: name from --names, otherwise the latest one, or the one in the address book
--   voted_at: latest vote or withdrawal of the voter, UTC
--   option_index: position of the option in the poll, from 0
--   option_name: text of the option
--   is_chosen: whether the latest vote includes it | Выбрано
-- Example: chatledger stats poll_voters --chat 120363000000000001@g.us
with counted as (
  select instance_id, chat_id, poll_message_id, voter_id, sequence, voted_at
  from poll_voters_as_of($as_of)
  where in_period(voted_at, $from, $to)
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
)
select
  c.instance_id,
  c.chat_id,
  chat.name as chat_name,
  c.poll_message_id,
  p.poll_name,
  c.voter_id,
  s.name as voter_name,
  c.voted_at,
  o.option_index,
  o.option_name,
  v.option_name is not null as is_chosen
from counted as c
join polls as p
  on p.instance_id = c.instance_id and p.chat_id = c.chat_id and p.poll_message_id = c.poll_message_id
join poll_options as o
  on o.instance_id = c.instance_id and o.chat_id = c.chat_id and o.poll_message_id = c.poll_message_id
left join poll_votes as v
  on v.instance_id = c.instance_id and v.chat_id = c.chat_id and v.poll_message_id = c.poll_message_id
  and v.voter_id = c.voter_id and v.sequence = c.sequence and v.option_name = o.option_name
left join names as s on s.instance_id = c.instance_id and s.id = c.voter_id
left join names as chat on chat.instance_id = c.instance_id and chat.id = c.chat_id
order by
  c.instance_id, c.chat_id, p.asked_at nulls first, c.poll_message_id, c.voter_id, o.option_index;
