-- Ledger: One row per record of every loaded snapshot, so that late snapshots can be put in order
-- After: snapshots
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

-- invariants
-- every message was observed
select m.instance_id, m.chat_id, m.message_id
from messages as m
anti join ledger.observations as o
  on o.instance_id = m.instance_id and o.chat_id = m.chat_id and o.message_id = m.message_id;

-- what was observed is a message
select o.instance_id, o.chat_id, o.message_id
from ledger.observations as o
anti join messages as m
  on m.instance_id = o.instance_id and m.chat_id = o.chat_id and m.message_id = o.message_id;
