-- vote-rows: one row per chosen option of an update, by poll, voter and update; choice 0 is a withdrawal
select
  p.poll,
  p.chat,
  b.member as voter,
  (row_number() over update_rows = 1)::integer as is_first,
  v.option_index + 1 as choice,
  coalesce(q.day, 0)::integer as day,
  v.is_inside::integer as is_inside
from report_vote as v
join report_asked as p
  on p.instance_id = v.instance_id and p.chat_id = v.chat_id and p.poll_message_id = v.poll_message_id
join report_member as b
  on b.instance_id = v.instance_id and b.chat_id = v.chat_id and b.sender_id = v.voter_id
left join report_quarter as q on q.quarter = v.quarter
window update_rows as (partition by p.poll, b.member, v.sequence order by v.option_index)
order by p.poll, b.member, v.sequence, v.option_index;
