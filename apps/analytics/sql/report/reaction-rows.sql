-- reaction-rows: one row per reaction
select chat, first_day, target, reactor, author, emoji, later, is_known
from report_target
order by target, later, reactor, author, emoji;
