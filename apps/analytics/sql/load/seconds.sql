-- seconds: the place of every message among those of its instance and second
-- A reply with several messages of that second shows their order, from its oldest end. What no reply
-- tells is told by the direction, incoming before outgoing, and then by the first observation: a bot answers within the
-- second of the question. Where all were first observed in one reply, that reply tells all of it.
-- Parameters: {{times}}, a query of the instance and time of every message of the load, and {{only_shared}}, empty unless all is loaded.
create or replace temp table touched_seconds as
select instance_id, sent_at
from (
  {{times}}
  union all
  from former_seconds
)
group by all
{{only_shared}};

create or replace temp table second_members as
select
  row_number() over () as member, m.instance_id, m.chat_id, m.message_id, m.sent_at, m.order_in_second,
  case m.direction when 'incoming' then 0 when 'outgoing' then 2 else 1 end as side,
  dense_rank() over (order by m.instance_id, m.sent_at) as second
from messages as m
semi join touched_seconds as t on t.instance_id = m.instance_id and t.sent_at is not distinct from m.sent_at
qualify count(*) over (partition by m.instance_id, m.sent_at) > 1
  or m.order_in_second <> 1;

create or replace temp table second_sights as
select
  e.second, e.member, e.side, o.snapshot_no, o.position, k.base + o.position as place,
  o.timestamp_seconds is not distinct from epoch(e.sent_at)::bigint as is_then
from second_members as e
join ledger.observations as o
  on o.instance_id = e.instance_id and o.chat_id = e.chat_id and o.message_id = e.message_id
join ranks as k using (snapshot_no);

create or replace temp table second_orders as
with firsts as (
  select
    second, member,
    any_value(side) as side,
    min(place) as place,
    arg_min({snapshot_no: snapshot_no, is_then: is_then}, place) as sight
  from second_sights
  group by second, member
),
together as (
  select
    *,
    min(sight.snapshot_no) over whole = max(sight.snapshot_no) over whole and bool_and(sight.is_then) over whole
      as is_one_reply
  from firsts
  window whole as (partition by second)
)
select
  second, member,
  row_number() over (
    partition by second order by case when is_one_reply then 0 else side end, place
  )::integer as order_in_second,
  row_number() over (partition by second order by side, place)::integer as side_order,
  row_number() over (partition by second order by place)::integer as first_order
from together;

-- Where a reply shows another order, there is more to be thought about.
create or replace temp table tangled_seconds as
select distinct second
from (
  select
    s.second,
    r.order_in_second < lag(r.order_in_second) over (partition by s.second, s.snapshot_no order by s.position) as is_tangled
  from (
    select second, member, snapshot_no, min(position) as position
    from second_sights
    where is_then
    group by second, member, snapshot_no
  ) as s
  join second_orders as r on r.member = s.member
)
where is_tangled;
