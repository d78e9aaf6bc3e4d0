-- issues: one row per record or field that did not fit
-- schema
create table issues (
  instance_id varchar not null,
  snapshot_id varchar not null,
  position bigint not null,
  message_id varchar,
  code varchar not null,
  detail varchar not null,
  raw varchar
);
comment on table issues is 'One row per record or field that did not fit; the rest of its reply is kept';
comment on column issues.instance_id is 'Instance (idInstance) of the account';
comment on column issues.snapshot_id is 'Snapshot that holds the record';
comment on column issues.position is 'Place of the record in the reply, from 0, in the order of the file';
comment on column issues.message_id is 'Message (idMessage), if it is known';
comment on column issues.code is 'What is wrong, in a word';
comment on column issues.detail is 'What is wrong, and where';
comment on column issues.raw is 'What did not fit, as sent';

-- merge
insert into issues
select s.instance_id, s.snapshot_id, i.record_index, i.message_id, i.code, i.detail, i.raw
from stage.issues as i
join stage.snapshots as s using (snapshot_no)
order by s.snapshot_no, i.record_index;
