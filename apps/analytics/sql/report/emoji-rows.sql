-- emoji-rows: emoji in the order of their numbers
select emoji_base
from report_emoji
order by emoji;
