-- emoji: every emoji, numbered from 0, the most used first; '' stands for none
create or replace temp table report_emoji as
select emoji_base, (row_number() over (order by count(*) desc, emoji_base) - 1)::integer as emoji
from report_reaction
group by emoji_base;
