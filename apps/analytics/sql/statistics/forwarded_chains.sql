-- forwarded_chains: texts forwarded from chat to chat | тексты, которые пересылают из чата в чат
-- Grain: one row per text that was forwarded at least twice; files without a caption, and texts that the service could not read, cannot be tracked
-- Parameters: from, to, instance, chat
-- Parts: order by messages desc, instance_id
-- Columns:
--   instance_id: instance (idInstance) of the account
--   text: the text or caption
--   messages: forwarded messages with exactly this text | Сообщений
--   chats: chats they are in | Чатов
--   senders: people who forwarded it | Отправителей
--   first_message_at: first of them, UTC
--   last_message_at: last of them, UTC
--   highest_score: largest forwarding count of one of them, as counted by the service | Наибольшее число пересылок
--   path: list of the chats, in the order in which the text first appeared | Путь по чатам
-- Example: chatledger stats forwarded_chains --last 30d
with forwarded as (
  select instance_id, chat_id, sender_id, sent_at, order_in_second, forwarding_score, text
  from messages
  where is_content
    and is_forwarded
    and not regexp_full_match(text, '\{\{SWE[0-9]+\}\}')
    and in_period(sent_at, $from, $to)
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
),
placed as (
  select
    instance_id, text, chat_id,
    row_number() over (
      partition by instance_id, text order by sent_at nulls last, order_in_second, chat_id
    ) as place
  from forwarded
),
by_chat as (
  select instance_id, text, chat_id, min(place) as first_place
  from placed
  group by instance_id, text, chat_id
),
paths as (
  select instance_id, text, in_order(chat_id, first_place) as path
  from by_chat
  group by instance_id, text
),
by_text as (
  select
    instance_id, text,
    count(*) as messages,
    count(distinct chat_id) as chats,
    count(distinct sender_id) as senders,
    min(sent_at) as first_message_at,
    max(sent_at) as last_message_at,
    max(forwarding_score) as highest_score
  from forwarded
  group by instance_id, text
  having count(*) > 1
)
select
  t.instance_id,
  t.text,
  t.messages,
  t.chats,
  t.senders,
  t.first_message_at,
  t.last_message_at,
  t.highest_score,
  p.path
from by_text as t
join paths as p on p.instance_id = t.instance_id and p.text = t.text
order by t.messages desc, t.instance_id, t.text;
