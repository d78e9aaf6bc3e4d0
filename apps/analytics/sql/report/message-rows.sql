-- message-rows: one row per member, hour and kind
select
  member,
  hour::integer as hour,
  kind,
  count(*)::integer as messages,
  count(answer_seconds)::integer as answers
from report_hour
group by member, hour, kind
order by member, hour, kind;
