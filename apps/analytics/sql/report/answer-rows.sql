-- answer-rows: the seconds of every answer, in the order of message-rows
select answer_seconds as seconds
from report_hour
where answer_seconds is not null
order by member, hour, kind, answer_seconds;
