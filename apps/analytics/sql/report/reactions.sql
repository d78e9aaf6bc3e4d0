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
from reactions_as_of(null) as r
left join messages as m
  on m.instance_id = r.instance_id and m.chat_id = r.chat_id and m.message_id = r.target_message_id
where in_period(r.reacted_at, $from, $to)
  and in_list(r.instance_id, $instance)
  and in_list(r.chat_id, $chat);
