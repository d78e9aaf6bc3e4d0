-- search worded: the words of what is looked for, and of all names; in one go, since DuckDB takes long to make ready for words
-- Grain: one row per term and one per id with a name.
-- Parameters: $terms, a JSON list of texts.
create or replace temp table search_worded as
select *, words_in(written) as words
from (
  select null as instance_id, null as id, t.term as written, t.place
  from (
    select unnest(from_json($terms::json, '["VARCHAR"]')) as term, unnest(range(json_array_length($terms::json)::bigint)) as place
  ) as t
  union all
  select instance_id, id, name, null
  from names
  where name is not null
);
