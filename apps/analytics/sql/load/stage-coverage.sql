-- stage coverage: the intervals of every journal, as the archive tells them
-- Parameters: {{file}}, the path of a file of NDJSON as an SQL text.
create table stage.coverage as
from read_ndjson(
  {{file}},
  format = 'newline_delimited',
  columns = {
    instance_id: 'varchar', journal: 'varchar', from_ms: 'bigint', to_ms: 'bigint', state: 'varchar',
    lost_ms: 'bigint'
  }
);
