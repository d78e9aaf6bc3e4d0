-- members: who did anything in which chat, numbered from 0: busy chats first, and in each its busiest people
-- A sender_id of '' stands for messages without a sender.
create or replace temp table report_member as
with seen as (
  select instance_id, chat_id, sender_id, count(*) as messages from report_message group by all
  union all
  select instance_id, chat_id, unnest([reactor_id, author_id]), 0 from report_reaction
  union all
  select instance_id, chat_id, asked_by, 0 from report_poll
  union all
  select instance_id, chat_id, voter_id, 0 from report_vote
),
members as (
  select instance_id, chat_id, sender_id, sum(messages)::bigint as messages
  from seen
  group by instance_id, chat_id, sender_id
),
counted as (
  select
    *,
    sum(messages) over (partition by instance_id, chat_id) as chat_messages,
    sum(messages) over (partition by instance_id, sender_id) as sender_messages
  from members
)
select
  instance_id,
  chat_id,
  sender_id,
  (row_number() over (order by chat_messages desc, instance_id, chat_id, messages desc, sender_id) - 1)::integer as member,
  (dense_rank() over (order by chat_messages desc, instance_id, chat_id) - 1)::integer as chat,
  (dense_rank() over (order by sender_messages desc, instance_id, sender_id) - 1)::integer as sender
from counted;
