-- poll-texts: what every poll asks, and its options in their order
select
  p.poll_name,
  coalesce(
    to_json(list_transform(
      list_sort(list({index: o.option_index, name: o.option_name}) filter (o.option_name is not null)),
      lambda o: o.name
    )),
    '[]'
  )::varchar as options
from report_asked as p
left join poll_options as o
  on o.instance_id = p.instance_id and o.chat_id = p.chat_id and o.poll_message_id = p.poll_message_id
group by p.poll, p.poll_name
order by p.poll;
