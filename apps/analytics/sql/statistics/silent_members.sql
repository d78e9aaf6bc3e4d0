-- silent_members: group members who write nothing | участники групп, которые ничего не пишут
-- Grain: one row per group and member without a message; with from or to, without a message in that period
-- Members are those that the roster lists; without a roster, those whom the service lists in its latest reply
-- (getGroupData; what somebody wrote under another known id counts), and in a group of which there is none, those who were ever seen in it: they wrote, reacted or voted. Somebody listed without a group is a member of all groups that are asked for, as one, with chat_id NULL.
-- Parameters: from, to, instance, chat
-- Columns:
--   chat_id: the group (chatId)
--   chat_name: name of the group from --names
--   member_id: member; instance:<instance_id> for an account itself | Id участника
--   member_name: name from --names or the roster, otherwise the latest one, or the one in the address book | Участник
--   last_message_at: latest message there at any time, UTC
--   last_seen_at: latest message, reaction, vote, edit or deletion there at any time, UTC; NULL for someone never seen there
-- Example: chatledger stats silent_members --roster club.xlsx --last 30d
with deeds as (
  select
    chat_id, sender_id as member_id,
    bool_or(
      is_content
      and coalesce(in_period(sent_at, $from, $to), false)
    ) as wrote,
    max(sent_at) filter (where is_content) as last_message_at,
    max(sent_at) as last_seen_at
  from messages
  where chat_type = 'group'
    and sender_id is not null
    and kind in ('message', 'event')
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
  group by chat_id, sender_id
  union all
  select chat_id, voter_id, false, cast(null as timestamptz), max(voted_at)
  from poll_votes
  where id_kind(chat_id) = 'group'
    and in_list(instance_id, $instance)
    and in_list(chat_id, $chat)
  group by chat_id, voter_id
),
by_member as (
  select
    chat_id, member_id,
    bool_or(wrote) as wrote,
    max(last_message_at) as last_message_at,
    max(last_seen_at) as last_seen_at
  from deeds
  group by chat_id, member_id
  union all
  select
    cast(null as varchar), member_id,
    bool_or(wrote),
    max(last_message_at),
    max(last_seen_at)
  from deeds
  group by member_id
),
-- The service lists people by their numbers; in the journal they may have hidden ids, and the account its own.
persons as (
  select id, person_id
  from people
),
by_person as (
  select
    b.chat_id,
    coalesce(p.person_id, b.member_id) as person_id,
    bool_or(b.wrote) as wrote,
    max(b.last_message_at) as last_message_at,
    max(b.last_seen_at) as last_seen_at
  from by_member as b
  left join persons as p on p.id = b.member_id
  where b.chat_id is not null
  group by b.chat_id, coalesce(p.person_id, b.member_id)
),
-- The account under the id in quotes of its own messages: the settings of MAX and Telegram contain none.
own_ids as (
  select distinct q.quoted_participant as id
  from messages as q
  join messages as o
    on o.instance_id = q.instance_id and o.chat_id = q.chat_id and o.message_id = q.quoted_message_id
  where o.direction = 'outgoing'
    and q.quoted_participant not like 'instance:%'
),
listed as (
  select member_id, name, chat_id
  from listed_people() as l
  where member_id not in (select id from own_ids)
),
reported as (
  select distinct g.chat_id, g.member_id, coalesce(p.person_id, g.member_id) as person_id
  from group_members as g
  left join persons as p on p.id = g.member_id
  where g.left_by is null
    and g.member_id not in (select id from own_ids)
    and coalesce(p.person_id, g.member_id) not like 'instance:%'
    and in_list(g.instance_id, $instance)
    and in_list(g.chat_id, $chat)
),
members as (
  select chat_id, member_id, cast(null as varchar) as person_id, name
  from listed
  where chat_id is null or in_list(chat_id, $chat)
  union all
  select chat_id, member_id, person_id, cast(null as varchar)
  from reported
  where (select count(*) from listed) = 0
  union all
  select chat_id, member_id, cast(null as varchar), cast(null as varchar)
  from by_member
  where chat_id is not null
    and chat_id not in (select chat_id from reported)
    and (select count(*) from listed) = 0
)
select
  m.chat_id,
  chat.name as chat_name,
  m.member_id,
  coalesce(n.name, m.name) as member_name,
  coalesce(p.last_message_at, b.last_message_at) as last_message_at,
  coalesce(p.last_seen_at, b.last_seen_at) as last_seen_at
from members as m
left join by_member as b on b.member_id = m.member_id and b.chat_id is not distinct from m.chat_id
left join by_person as p on p.person_id = m.person_id and p.chat_id = m.chat_id
left join latest_names() as n on n.id = m.member_id
left join (select id, min(name) as name from names group by id) as chat on chat.id = m.chat_id
where not coalesce(p.wrote, b.wrote, false)
order by m.chat_id nulls first, coalesce(p.last_seen_at, b.last_seen_at) nulls first, m.member_id;
