-- member-rows: who is a member of which chat, in the order of their numbers
select chat, sender
from report_member
order by member;
