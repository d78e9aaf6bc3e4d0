-- media_by_type: files by kind | файлы по видам
-- Grain: one row per kind of file
-- Parameters: from, to, instance, chat
-- Parts: sum(messages), sum(senders), sum(chats), sum(with_caption), sum(forwarded) order by messages desc, media_type
-- Columns:
--   media_type: image, video, document, audio or sticker
--   messages: messages with such a file | Сообщений
--   senders: people who sent them | Отправителей
--   chats: chats they are in | Чатов
--   with_caption: of the messages, those with a text | С подписью
--   forwarded: of the messages, those that were forwarded | Переслано
-- Example: chatledger stats media_by_type --last 30d
select
  replace(type_message, 'Message', '') as media_type,
  count(*) as messages,
  count_tuples(instance_id, sender_id) as senders,
  count_tuples(instance_id, chat_id) as chats,
  count(text) as with_caption,
  count(*) filter (where is_forwarded) as forwarded
from messages
where type_message in ('imageMessage', 'videoMessage', 'documentMessage', 'audioMessage', 'stickerMessage')
  and is_content
  and in_period(sent_at, $from, $to)
  and in_list(instance_id, $instance)
  and in_list(chat_id, $chat)
group by replace(type_message, 'Message', '')
order by messages desc, media_type;
