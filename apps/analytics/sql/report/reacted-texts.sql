-- reacted-texts: texts of the messages with the most reactions
select target, left(any_value(text), 160) as text
from report_target
where is_known = 1
group by target
having any_value(text) is not null
order by count(*) desc, target
limit 300;
