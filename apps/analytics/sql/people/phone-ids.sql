-- phone ids: the ids in MAX and Telegram whose phone number the service gives, by the id that a file or a flag makes of the number
-- A number that belongs to several ids decides nothing.
-- Parameters: {{tables}}, the schema of the cache.
create or replace temp table phone_ids as
with reported as (
  select sender_phone_number as phone_number, sender_id as form
  from {{tables}}.messages
  where sender_phone_number is not null
    and id_kind(sender_id) = 'person'
  union
  select phone_number, id
  from {{tables}}.contacts_directory
  where phone_number is not null
    and id_kind(id) = 'person'
)
select phone_number || '@c.us' as id, min(form) as form
from reported
where not ends_with(form, '@c.us')
group by phone_number
having count(distinct form) = 1;
