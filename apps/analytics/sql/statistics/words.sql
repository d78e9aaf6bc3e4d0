-- words: which words are used | какие слова используют
-- Grain: one row per word in lower case; a word is a sequence of letters and digits of any script with their marks, possibly with an apostrophe or joiner inside; addresses (https://…, www.…) are left out
-- Parameters: from, to, instance, chat, min_length, language, stop_words
-- Parts: sum(uses), sum(messages), sum(senders) order by uses desc, word
-- Columns:
--   word: the word | Слово
--   uses: number of occurrences in messages | Раз
--   messages: messages that contain it | Сообщений
--   senders: people who wrote them | Отправителей
-- Example: chatledger stats words --last 30d --param min_length=4 --param stop_words=ru,en
with by_word as (
  select
    word,
    cast(sum(uses) as bigint) as uses,
    cast(sum(messages) as bigint) as messages,
    count(sender_id) as senders
  from words_of($from, $to, $instance, $chat) as w
  group by word
)
select word, uses, messages, senders
from by_word
where length(word) >= coalesce($min_length::integer, 1)
  and is_word_of(word, $language::varchar)
  and not list_contains(stop_words($stop_words::varchar), word)
order by uses desc, word;
