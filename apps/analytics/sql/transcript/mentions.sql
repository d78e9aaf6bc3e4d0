-- transcript mentions: names of those whom the texts mention by number, or by hidden id: @79001234567
-- Grain: one row per instance and number.
-- Parameters: {{chosen}}, a SELECT of messages.
with mentioned as (
  select distinct instance_id, unnest(regexp_extract_all(text, '@([0-9]{5,20})\b', 1)) as number
  from ({{chosen}})
  where contains(text, '@')
)
select m.instance_id, m.number, arg_min(n.name, n.id) as name
from mentioned as m
join names as n on n.instance_id = m.instance_id and regexp_extract(n.id, '^([0-9]+)(?:@c\.us|@lid)?$', 1) = m.number
where n.name is not null
group by all;
