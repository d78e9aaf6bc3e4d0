-- stage: the records of one load, read once from the spool and laid out as the tables want them
-- Not kept: `stage` is a database of its own that goes when the load ends.
create table stage.snapshots (
  snapshot_no integer, snapshot_id varchar, instance_id varchar, journal varchar, kind varchar, origin varchar,
  requested_at timestamptz, requested_at_is_guess boolean, minutes integer,
  message_count bigint, record_count bigint, is_newest_first boolean, is_direction_clear boolean,
  oldest_sent_at timestamptz, newest_sent_at timestamptz, byte_count bigint, sha256 varchar
);
create table stage.issues (
  snapshot_no integer, record_index bigint, message_id varchar, code varchar, detail varchar, raw varchar
);
create table stage.records (
  snapshot_no integer, record_index bigint, kind varchar,
  chat_id varchar, told_chat_type varchar, message_id varchar,
  type varchar, timestamp_seconds bigint, type_message varchar,
  sender_id varchar, sender_name varchar, sender_contact_name varchar,
  text varchar, is_forwarded boolean, forwarding_score integer,
  status_message varchar, send_by_api boolean, chat_state varchar,
  is_edited boolean, is_deleted boolean, edited_message_id varchar, deleted_message_id varchar,
  quoted_message_id varchar, quoted_participant varchar, extra json,
  download_url varchar, caption varchar, file_name varchar, mime_type varchar,
  is_animated boolean, is_video_note boolean, jpeg_thumbnail varchar,
  preview struct(
    "text" varchar, title varchar, description varchar, preview_type varchar, media_type varchar, source_id varchar,
    source_type varchar, source_url varchar, thumbnail_url varchar, jpeg_thumbnail varchar
  ),
  location struct(
    name_location varchar, address varchar, latitude double, longitude double, jpeg_thumbnail varchar
  ),
  contacts struct(display_name varchar, vcard varchar)[],
  quoted json,
  emoji varchar,
  poll struct(
    poll_message_id varchar, poll_name varchar, multiple_answers boolean,
    options varchar[], votes struct(option_name varchar, voters varchar[])[]
  )
);
create table stage.card_numbers (
  snapshot_no integer, record_index bigint, contact_index integer, number_index integer, number varchar, waid varchar
);
create table stage.coverage (
  instance_id varchar, journal varchar, from_ms bigint, to_ms bigint, state varchar, lost_ms bigint
);
