-- reactions: current reactions in the period, with the author of the message
-- What counts is what reactions_by_emoji, reactions_by_author and most_reacted_messages count.
create or replace temp table report_reaction as
select
  r.instance_id,
  r.chat_id,
  r.target_message_id,
  coalesce(r.reactor_id, '') as reactor_id,
  coalesce(m.sender_id, r.target_participant, '') as author_id,
  coalesce(r.emoji_base, '') as emoji_base,
  m.text,
  coalesce(epoch(r.reacted_at)::bigint // 900, -1) as quarter
from reactions as r
left join messages as m
  on m.instance_id = r.instance_id and m.chat_id = r.chat_id and m.message_id = r.target_message_id
where r.is_current
  and ($from::timestamptz is null or r.reacted_at >= $from::timestamptz)
  and ($to::timestamptz is null or r.reacted_at < $to::timestamptz)
  and ($instance::varchar[] is null or list_contains($instance::varchar[], r.instance_id))
  and ($chat::varchar[] is null or list_contains($chat::varchar[], r.chat_id));
