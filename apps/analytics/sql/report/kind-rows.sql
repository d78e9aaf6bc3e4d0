-- kind-rows: types of message and the sites they link to, in the order of their numbers
select type_message, domains
from report_kind
order by kind;
