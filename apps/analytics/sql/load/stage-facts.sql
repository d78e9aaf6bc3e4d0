-- stage facts: the snapshots and issues of one load, and the numbers of shared contacts
-- Parameters: {{snapshots}}, {{issues}} and {{cards}}, paths as SQL texts; {{largest}}, bytes of the longest line and more.
insert into stage.snapshots
select
  snapshot_no, snapshot_id, instance_id, journal, kind, origin, requested_at, requested_at_is_guess, minutes, message_count,
  record_count, is_newest_first, is_direction_clear, to_timestamp(oldest_seconds), to_timestamp(newest_seconds), byte_count,
  sha256
from read_ndjson(
  {{snapshots}},
  format = 'newline_delimited',
  columns = {
    snapshot_no: 'integer', snapshot_id: 'varchar', instance_id: 'varchar', journal: 'varchar', kind: 'varchar', origin: 'varchar',
    requested_at: 'timestamptz', requested_at_is_guess: 'boolean', minutes: 'integer', message_count: 'bigint',
    record_count: 'bigint', is_newest_first: 'boolean', is_direction_clear: 'boolean', oldest_seconds: 'bigint', newest_seconds: 'bigint',
    byte_count: 'bigint', sha256: 'varchar'
  }
);

insert into stage.issues
select snapshot_no, record_index, message_id, code, detail, raw
from read_ndjson(
  {{issues}},
  format = 'newline_delimited',
  maximum_object_size = {{largest}},
  columns = {
    snapshot_no: 'integer', record_index: 'bigint', message_id: 'varchar', code: 'varchar', detail: 'varchar',
    raw: 'varchar'
  }
);

insert into stage.card_numbers
select snapshot_no, record_index, contact_index, number_index, number, waid
from read_ndjson(
  {{cards}},
  format = 'newline_delimited',
  columns = {
    snapshot_no: 'integer', record_index: 'bigint', contact_index: 'integer', number_index: 'integer',
    number: 'varchar', waid: 'varchar'
  }
);
