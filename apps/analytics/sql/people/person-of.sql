-- person-of: which ids are replaced in a session that counts people
-- The views of the tables, which replace them, stand in the files of the tables, or are made of their columns of people.
-- Parameters: {{whom}}, a further condition for the ids that are replaced.
create temp table if not exists listed_names (id varchar, name varchar);

create or replace temp table person_of as
select id, person_id
from people
where id <> person_id
  {{whom}};
