-- last_seen: when each person was last active | когда каждый был активен в последний раз
-- Grain: one row per person in the roster; without a roster, per person ever seen
-- Parameters: from, to, instance, chat
-- Columns:
--   member_id: member; instance:<instance_id> for an account itself | Id участника
--   member_name: name from --names or the roster, otherwise the latest one, or the one in the address book | Участник
--   last_seen_at: latest of the following times, UTC; NULL for someone who was not seen in the period
--   last_message_at: latest message, UTC
--   last_reaction_at: latest reaction or removal of one, UTC | Последняя реакция
--   last_vote_at: latest vote or withdrawal in a poll, UTC | Последний голос
--   chats: chats in which they edited or deleted | Чатов
-- Example: chatledger stats last_seen --roster club.xlsx --chat 120363000000000001@g.us
with deeds as (
  select
    instance_id, chat_id, sender_id as member_id,
    max(sent_at) filter (where is_content) as message_at,
    cast(null as timestamptz) as reaction_at,
    cast(null as timestamptz) as vote_at,
    bool_or(is_content) as is_deed
  from messages
  where sender_id is not null
    and kind in ('message', 'event')
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
    and in_period(sent_at, $from, $to)
  group by instance_id, chat_id, sender_id
  union all
  select instance_id, chat_id, reactor_id, cast(null as timestamptz), max(reacted_at), cast(null as timestamptz), true
  from reactions
  where reactor_id is not null
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
    and in_period(reacted_at, $from, $to)
  group by instance_id, chat_id, reactor_id
  union all
  select instance_id, chat_id, voter_id, cast(null as timestamptz), cast(null as timestamptz), max(voted_at), true
  from poll_votes
  where in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
    and in_period(voted_at, $from, $to)
  group by instance_id, chat_id, voter_id
),
by_member as (
  select
    member_id,
    max(message_at) as last_message_at,
    max(reaction_at) as last_reaction_at,
    max(vote_at) as last_vote_at,
    count_tuples(instance_id, case when is_deed then chat_id end) as chats
  from deeds
  group by member_id
),
listed as (
  select person_id as member_id, any_value(name) as name
  from people
  where is_listed
  group by person_id
),
members as (
  select member_id, name
  from listed
  union all
  select member_id, cast(null as varchar)
  from by_member
  where (select count(*) from listed) = 0
)
select
  m.member_id,
  coalesce(n.name, m.name) as member_name,
  greatest(b.last_message_at, b.last_reaction_at, b.last_vote_at) as last_seen_at,
  b.last_message_at,
  b.last_reaction_at,
  b.last_vote_at,
  coalesce(b.chats, 0) as chats
from members as m
left join by_member as b on b.member_id = m.member_id
left join latest_names() as n on n.id = m.member_id
order by last_seen_at nulls first, m.member_id;
