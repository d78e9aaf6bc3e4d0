-- emoji_in_text: which emoji people write with
-- Grain: one row per emoji, skin tones and variation selectors removed; flags, keycaps and joined emoji are one each
-- Parameters: from, to, instance, chat
-- Columns:
--   emoji_base: the emoji
--   uses: how often it stands in messages
--   messages: messages that hold it
--   senders: people who wrote them
--   chats: chats they are in
-- Example: chatledger stats emoji_in_text --last 30d
-- The signs are those of Unicode's emoji-data.txt; from U+1F300 on whole blocks count, also for emoji to come.
with texts as (
  select instance_id, chat_id, sender_id, text
  from messages
  where is_content
    and regexp_matches(text, '[\x{20E3}\x{231A}-\x{2BFF}\x{3030}-\x{3299}\x{FE0F}\x{1F000}-\x{1FAFF}]')
    and ($from::timestamptz is null or sent_at >= $from::timestamptz)
    and ($to::timestamptz is null or sent_at < $to::timestamptz)
    and ($instance::varchar[] is null or list_contains($instance::varchar[], instance_id))
    and ($chat::varchar[] is null or list_contains($chat::varchar[], chat_id))
),
found as (
  select
    row_number() over () as number, instance_id, chat_id, sender_id,
    unnest(regexp_extract_all(
      text,
      '[\x{1F1E6}-\x{1F1FF}]{2}|[0-9#*]\x{FE0F}?\x{20E3}|'
      || '(?:[\x{A9}\x{AE}\x{203C}\x{2049}\x{2122}\x{2139}\x{2194}-\x{21AA}]\x{FE0F}|'
      || '[\x{231A}\x{231B}\x{2328}\x{23CF}\x{23E9}-\x{23F3}\x{23F8}-\x{23FA}\x{24C2}\x{25AA}\x{25AB}\x{25B6}\x{25C0}'
      || '\x{25FB}-\x{25FE}\x{2600}-\x{2604}\x{260E}\x{2611}\x{2614}\x{2615}\x{2618}\x{261D}\x{2620}\x{2622}\x{2623}'
      || '\x{2626}\x{262A}\x{262E}\x{262F}\x{2638}-\x{263A}\x{2640}\x{2642}\x{2648}-\x{2653}\x{265F}\x{2660}\x{2663}'
      || '\x{2665}\x{2666}\x{2668}\x{267B}\x{267E}\x{267F}\x{2692}-\x{2697}\x{2699}\x{269B}\x{269C}\x{26A0}\x{26A1}'
      || '\x{26A7}\x{26AA}\x{26AB}\x{26B0}\x{26B1}\x{26BD}\x{26BE}\x{26C4}\x{26C5}\x{26C8}\x{26CE}\x{26CF}\x{26D1}'
      || '\x{26D3}\x{26D4}\x{26E9}\x{26EA}\x{26F0}-\x{26F5}\x{26F7}-\x{26FA}\x{26FD}\x{2702}\x{2705}\x{2708}-\x{270D}'
      || '\x{270F}\x{2712}\x{2714}\x{2716}\x{271D}\x{2721}\x{2728}\x{2733}\x{2734}\x{2744}\x{2747}\x{274C}\x{274E}'
      || '\x{2753}-\x{2755}\x{2757}\x{2763}\x{2764}\x{2795}-\x{2797}\x{27A1}\x{27B0}\x{27BF}\x{2934}\x{2935}'
      || '\x{2B05}-\x{2B07}\x{2B1B}\x{2B1C}\x{2B50}\x{2B55}\x{3030}\x{303D}\x{3297}\x{3299}\x{1F004}\x{1F0CF}\x{1F170}'
      || '\x{1F171}\x{1F17E}\x{1F17F}\x{1F18E}\x{1F191}-\x{1F19A}\x{1F201}\x{1F202}\x{1F21A}\x{1F22F}'
      || '\x{1F232}-\x{1F23A}\x{1F250}\x{1F251}\x{1F300}-\x{1F3FA}\x{1F400}-\x{1FAFF}]'
      || '[\x{1F3FB}-\x{1F3FF}]?\x{FE0F}?)'
      || '(?:[\x{E0020}-\x{E007F}]+|(?:\x{200D}[\x{2600}-\x{27BF}\x{2B1B}\x{1F300}-\x{1FAFF}]'
      || '[\x{1F3FB}-\x{1F3FF}]?\x{FE0F}?)*)'
    )) as emoji
  from texts
),
based as (
  select
    number, instance_id, chat_id, sender_id,
    regexp_replace(emoji, '[\x{FE0F}\x{1F3FB}-\x{1F3FF}]', '', 'g') as emoji_base
  from found
)
select
  emoji_base,
  count(*) as uses,
  count(distinct number) as messages,
  count(distinct {instance: instance_id, sender: sender_id}) filter (sender_id is not null) as senders,
  count(distinct {instance: instance_id, chat: chat_id}) as chats
from based
group by emoji_base
order by uses desc, emoji_base;
