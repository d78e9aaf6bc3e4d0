-- transcript people: those who are told of, numbered from 0
-- Grain: one row per sender of the choice, of messages and events; of those without an id, per name that they chose.
-- Parameters: {{chosen}}, a SELECT of messages.
create or replace temp table transcript_people as
select
  (row_number() over (order by s.instance_id, s.sender_id nulls last, s.own_name) - 1)::integer as person,
  s.instance_id,
  s.sender_id,
  s.own_name,
  coalesce(n.name, s.own_name) as name
from (
  select distinct
    instance_id, sender_id,
    case when sender_id is null then coalesce(sender_name, sender_contact_name) end as own_name
  from ({{chosen}})
) as s
left join names as n on n.instance_id = s.instance_id and n.id = s.sender_id
where coalesce(s.sender_id, s.own_name) is not null;

select person, sender_id, name from temp.transcript_people order by person;
