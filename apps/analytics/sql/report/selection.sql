-- selection: the period as clocks of the zone show it, and the content that there is at any time: of the chosen, of the archive
with content as (
  select
    sent_at,
    in_list(instance_id, $instance)
      and in_list(chat_id, $chat) as is_chosen
  from messages
  where is_content
),
known as (
  select
    count(*) filter (is_chosen) as chosen_messages,
    min(sent_at) filter (is_chosen) as chosen_first,
    max(sent_at) filter (is_chosen) as chosen_last,
    count(*) as all_messages,
    min(sent_at) as all_first,
    max(sent_at) as all_last
  from content
)
select
  strftime(timezone($tz::varchar, $from::timestamptz), '%Y-%m-%dT%H:%M:%S') as from_wall,
  strftime(timezone($tz::varchar, $to::timestamptz), '%Y-%m-%dT%H:%M:%S') as to_wall,
  chosen_messages,
  strftime(timezone($tz::varchar, chosen_first), '%Y-%m-%dT%H:%M:%S') as chosen_first,
  strftime(timezone($tz::varchar, chosen_last), '%Y-%m-%dT%H:%M:%S') as chosen_last,
  all_messages,
  strftime(timezone($tz::varchar, all_first), '%Y-%m-%dT%H:%M:%S') as all_first,
  strftime(timezone($tz::varchar, all_last), '%Y-%m-%dT%H:%M:%S') as all_last
from known;
