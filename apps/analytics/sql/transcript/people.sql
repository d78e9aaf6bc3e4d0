-- transcript people: those who are told of, numbered from 0
-- Grain: one row per sender of the choice, of messages and events.
-- Parameters: {{chosen}}, a SELECT of messages.
create or replace temp table transcript_people as
select
  (row_number() over (order by s.instance_id, s.sender_id) - 1)::integer as person,
  s.instance_id,
  s.sender_id,
  n.name
from (select distinct instance_id, sender_id from ({{chosen}}) where sender_id is not null) as s
left join names as n on n.instance_id = s.instance_id and n.id = s.sender_id;

select person, sender_id, name from temp.transcript_people order by person;
