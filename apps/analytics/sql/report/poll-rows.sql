-- poll-rows: one row per poll
select chat, asker, day, multiple
from report_asked
order by poll;
