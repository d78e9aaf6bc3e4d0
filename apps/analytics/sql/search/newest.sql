-- search newest: the candidates as messages found: those that can be among the first, and the older ones, which nobody will see
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
)
-- Two joins: by the moment few of the messages are read.
select
  m.instance_id, m.chat_id, m.message_id, m.sent_at, m.order_in_second, n.sender_id, 1 as place, m.text as found
from newest as n
join messages as m using (instance_id, chat_id, message_id, sent_at)
union all
select m.instance_id, m.chat_id, m.message_id, m.sent_at, m.order_in_second, n.sender_id, 1, m.text
from newest as n
join messages as m using (instance_id, chat_id, message_id)
where n.sent_at is null and m.sent_at is null;

-- Those that are found elsewhere, as in a file name, are no more among them.
create or replace temp view search_older as
select c.instance_id, c.chat_id, c.message_id
from temp.search_candidates as c
anti join temp.search_found as f using (instance_id, chat_id, message_id);
