-- coverage: one row per interval of an instance's journal, and whether its messages were asked for
-- The archive tells the intervals; now is its newest request, so that the same archive gives the same rows.
-- schema
create table coverage (
  instance_id varchar not null,
  journal varchar not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  state varchar not null,
  lost_at timestamptz
);
comment on table coverage is 'One row per interval of a journal, from the first sync to the last: what was asked for in time, and what was not, as seen at the newest request in the archive';
comment on column coverage.instance_id is 'Instance (idInstance) of the account';
comment on column coverage.journal is 'incoming or outgoing';
comment on column coverage.from_at is 'Start of the interval, UTC';
comment on column coverage.to_at is 'End of the interval, UTC, not included';
comment on column coverage.state is 'ok: asked for in time; gap: not asked for, and still to be had; lost: not asked for in time; blind: not recorded, since a needed setting was off or the instance not authorised; maybe_truncated: asked for, but messages seem to have been cut from the reply';
comment on column coverage.lost_at is 'When the start of a gap will be lost, UTC; NULL unless it is a gap';

-- merge
delete from coverage;

insert into coverage
select instance_id, journal, to_timestamp(from_ms / 1000), to_timestamp(to_ms / 1000), state, to_timestamp(lost_ms / 1000)
from stage.coverage
order by instance_id, journal, from_ms, to_ms;
