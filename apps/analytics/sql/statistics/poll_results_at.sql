-- poll_results_at: results of each poll at a point in time | результаты каждого опроса на момент времени
-- Grain: one row per option of a poll; votes at exactly that time count, votes without a time do not
-- Parameters: at, from, to, instance, chat
-- Parts: order by instance_id
-- Columns:
--   instance_id: instance (idInstance) of the account
--   chat_id: chat (chatId)
--   chat_name: name from --names or the directory; for a private chat, the name of the other side; NULL for a group without a name
--   poll_message_id: the poll (idMessage)
--   poll_name: question of the poll
--   option_index: position of the option in the poll, from 0
--   option_name: text of the option
--   votes: people who chose it | Голосов
--   voters: people who chose anything in this poll | Голосовало
--   share: votes / voters; NULL without voters | Доля
-- Example: chatledger stats poll_results_at --param at=2024-01-29T10:00:00Z
select
  instance_id,
  chat_id,
  chat_name,
  poll_message_id,
  poll_name,
  option_index,
  option_name,
  votes,
  voters,
  share
from poll_results_as_of($at, $from, $to, $instance, $chat)
order by instance_id, chat_id, asked_at nulls first, poll_message_id, option_index;
