-- phone_exports: what chats exported from phones have beyond the journals | чем экспортированные с телефона чаты дополняют журналы
-- Grain: one row per chat that was exported
-- Parameters: from, to, instance, chat
-- Parts: order by instance_id
-- Columns:
--   instance_id: instance (idInstance) of the account
--   chat_id: chat (chatId)
--   messages: messages and files in the exports, each once | Сообщений
--   in_journal: those that the journals have too: same time and text, or file with its caption | Есть в журналах
--   only_on_phone: those that no journal has | Только на телефоне
--   other_entries: deleted messages, calls, polls and events of the chat | Прочих записей
--   first_message_at: the first message in the exports
--   last_message_at: the last one
-- Example: chatledger stats phone_exports
select
  instance_id,
  chat_id,
  count(*) filter (where kind in ('message', 'media')) as messages,
  count(journal_message_id) as in_journal,
  count(*) filter (where kind in ('message', 'media') and journal_message_id is null) as only_on_phone,
  count(*) filter (where kind not in ('message', 'media')) as other_entries,
  min(sent_at) filter (where kind in ('message', 'media')) as first_message_at,
  max(sent_at) filter (where kind in ('message', 'media')) as last_message_at
from phone_messages
where in_period(sent_at, $from, $to)
  and in_list(instance_id, $instance)
  and in_list(chat_id, $chat)
group by instance_id, chat_id
order by instance_id, chat_id;
