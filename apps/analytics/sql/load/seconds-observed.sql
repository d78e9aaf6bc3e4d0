-- seconds-observed: messages take the places that were found; `reordered` are those whose place has changed
create or replace temp table reordered as
select e.member, e.instance_id, e.chat_id, e.message_id, r.order_in_second
from second_members as e
join second_orders as r on r.member = e.member
where r.order_in_second <> e.order_in_second;

update messages as m
set order_in_second = r.order_in_second
from reordered as r
where m.instance_id = r.instance_id and m.chat_id = r.chat_id and m.message_id = r.message_id;

-- Messages that were seen again, or whose place has changed.
create or replace temp view changed_messages as
select instance_id, chat_id, message_id
from repeated
union all
select instance_id, chat_id, message_id
from reordered;
