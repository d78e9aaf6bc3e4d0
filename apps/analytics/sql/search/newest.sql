-- search newest: the candidates as messages found; only those that can be among the first get their text and order
-- Grain: one row per message.
-- Parameters: {{limit}}, most hits.
create or replace temp table search_found as
with first as (
  select sent_at
  from temp.search_candidates
  order by sent_at desc nulls last
  limit {{limit}}
),
newest as materialized (
  select *
  from temp.search_candidates
  where sent_at >= (select min(sent_at) from first)
    or sent_at is null and (select bool_or(sent_at is null) from first)
),
-- Two joins: by the moment few of the messages are read.
written as (
  select m.instance_id, m.chat_id, m.message_id, m.order_in_second, m.text
  from newest as n
  join messages as m using (instance_id, chat_id, message_id, sent_at)
  union all
  select m.instance_id, m.chat_id, m.message_id, m.order_in_second, m.text
  from newest as n
  join messages as m using (instance_id, chat_id, message_id)
  where n.sent_at is null and m.sent_at is null
)
select
  c.instance_id, c.chat_id, c.message_id, c.sent_at, w.order_in_second, c.sender_id, 1 as place, w.text as found
from temp.search_candidates as c
left join written as w using (instance_id, chat_id, message_id);
