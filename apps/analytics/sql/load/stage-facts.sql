-- stage facts: the snapshots and issues of one load, the numbers of shared contacts, and what the directory, downloads, notifications and exported chats tell
-- Parameters: {{snapshots}}, {{issues}}, {{cards}}, {{directory}}, {{media}}, {{notifications}} and {{phone}}, paths as SQL texts; {{largest}}, bytes of the longest line and more.
create table stage.snapshots as
select
  * exclude (oldest_seconds, newest_seconds),
  to_timestamp(oldest_seconds) as oldest_sent_at,
  to_timestamp(newest_seconds) as newest_sent_at
from read_ndjson(
  {{snapshots}},
  format = 'newline_delimited',
  columns = {
    snapshot_no: 'integer', snapshot_id: 'varchar', instance_id: 'varchar', journal: 'varchar', kind: 'varchar', origin: 'varchar',
    requested_at: 'timestamptz', requested_at_is_guess: 'boolean', type_instance: 'varchar', own_id: 'varchar', chat_id: 'varchar', minutes: 'integer', message_count: 'bigint',
    record_count: 'bigint', is_newest_first: 'boolean', is_direction_clear: 'boolean', oldest_seconds: 'bigint', newest_seconds: 'bigint',
    byte_count: 'bigint', sha256: 'varchar'
  }
);

create table stage.issues as
from read_ndjson(
  {{issues}},
  format = 'newline_delimited',
  maximum_object_size = {{largest}},
  columns = {
    snapshot_no: 'integer', record_index: 'bigint', message_id: 'varchar', code: 'varchar', detail: 'varchar',
    raw: 'varchar'
  }
);

create table stage.card_numbers as
from read_ndjson(
  {{cards}},
  format = 'newline_delimited',
  columns = {
    snapshot_no: 'integer', record_index: 'bigint', contact_index: 'integer', number_index: 'integer',
    number: 'varchar', waid: 'varchar'
  }
);

create table stage.directory as
select
  * exclude (more),
  more.group_id, more.others, more.is_admin, more.is_super_admin, more.owner_id, more.description, more.created_seconds,
  more.seen_seconds, more.size
from (
  select
    snapshot_no,
    unnest(place) as place,
    unnest(id) as id,
    unnest(type) as type,
    unnest(name) as name,
    unnest(contact_name) as contact_name,
    unnest(phone_number) as phone_number,
    unnest(more) as more
  from read_ndjson(
    {{directory}},
    format = 'newline_delimited',
    maximum_object_size = {{largest}},
    columns = {
      snapshot_no: 'integer', place: 'bigint[]', id: 'varchar[]', type: 'varchar[]', name: 'varchar[]',
      contact_name: 'varchar[]', phone_number: 'varchar[]',
      more: 'struct(group_id varchar, others varchar[], is_admin boolean, is_super_admin boolean, owner_id varchar, description varchar, created_seconds bigint, size integer, seen_seconds bigint)[]'
    }
  )
);

create table stage.media_files as
from read_ndjson(
  {{media}},
  format = 'newline_delimited',
  maximum_object_size = {{largest}},
  columns = {
    snapshot_no: 'integer', place: 'integer', chat_id: 'varchar', message_id: 'varchar', status: 'varchar',
    ended_at: 'timestamptz', url: 'varchar', http_status: 'integer', mime_type: 'varchar', byte_count: 'bigint',
    sha256: 'varchar'
  }
);

create table stage.notifications as
select
  s.instance_id, s.requested_at,
  n.* exclude (seconds),
  to_timestamp(n.seconds) as reported_at
from read_ndjson(
  {{notifications}},
  format = 'newline_delimited',
  maximum_object_size = {{largest}},
  columns = {
    snapshot_no: 'integer', place: 'bigint', key: 'varchar', type_webhook: 'varchar', kind: 'varchar', seconds: 'bigint',
    chat_id: 'varchar', message_id: 'varchar', status: 'varchar', description: 'varchar', method: 'varchar', used: 'bigint',
    total: 'bigint', extra: 'varchar'
  }
) as n
join stage.snapshots as s using (snapshot_no);

create table stage.phone_messages as
from read_ndjson(
  {{phone}},
  format = 'newline_delimited',
  maximum_object_size = {{largest}},
  columns = {
    snapshot_no: 'integer', place: 'integer', chat_id: 'varchar', time_zone: 'varchar', wall: 'timestamp',
    has_seconds: 'boolean', sender_id: 'varchar', sender_name: 'varchar', kind: 'varchar', media_type: 'varchar',
    file_name: 'varchar', text: 'varchar', is_edited: 'boolean'
  }
);
