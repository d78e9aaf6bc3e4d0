-- kinds: every type of message together with the sites it links to, numbered from 0, the most frequent first
create or replace temp table report_kind as
select
  type_message,
  domains,
  (row_number() over (order by count(*) desc, type_message, domains) - 1)::integer as kind
from report_message
group by type_message, domains;
