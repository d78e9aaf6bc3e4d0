-- ledger.observations: one row per record of every loaded snapshot, so that late snapshots find their place
-- schema
create table ledger.observations (
  instance_id varchar not null,
  chat_id varchar not null,
  message_id varchar not null,
  snapshot_no integer not null,
  position bigint not null,
  timestamp_seconds bigint,
  state ubigint not null,
  progress utinyint not null
);
