-- search unsure: what may hold all that is looked for, by its words; DuckDB takes long to make ready for these
-- Grain: one row per text.
-- Parameters: {{near}}, a condition on a text, found, that may take more than is meant; {{exact}}, one over its words, which is right.
create or replace temp macro worded(found) as
  ' ' || replace(array_to_string(words_in(found), ' '), 'ё', 'е') || ' ';

update temp.search_possible
set is_held = case when {{near}} then {{exact}} else false end
where not is_held;
