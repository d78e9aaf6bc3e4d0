-- poll-texts: what every poll asks, and its options in their order
select p.poll_name, coalesce(to_json(list(o.option_name order by o.option_index) filter (o.option_name is not null)), '[]')::varchar as options
from report_asked as p
left join poll_options as o
  on o.instance_id = p.instance_id and o.chat_id = p.chat_id and o.poll_message_id = p.poll_message_id
group by p.poll, p.poll_name
order by p.poll;
