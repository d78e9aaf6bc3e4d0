-- Title: Coverage | Покрытие
-- Grain: One row per interval of a journal, from the first sync to the last: whether it was fetched in time, as of the newest request in the archive | Строка — период журнала: запрошен ли он вовремя
-- Place: 160
-- After: snapshots
-- Key: instance_id, journal, from_at
-- Order: instance_id, journal, from_at, to_at
-- Time: from_at
-- Follows: instance
-- Changes with: anything
-- The intervals come from the archive; the present is its newest request, so that the same archive gives the same rows.
create table coverage (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  journal varchar not null, -- kept | Журнал | incoming or outgoing; incoming calls and outgoing calls for the journals of calls
  from_at timestamptz not null, -- kept | С | Start of the interval, UTC
  to_at timestamptz not null, -- kept | По | End of the interval, UTC, exclusive
  state varchar not null, -- kept | Состояние | ok: fetched in time; gap: not fetched, but still available; lost: not fetched in time; blind: not recorded, because a required setting was off or the instance was not authorised; maybe_truncated: fetched, but the reply seems to have been truncated
  lost_at timestamptz -- kept | Пропадёт | When the start of a gap will be lost, UTC; NULL unless it is a gap
);

-- merge
-- of earlier loads
delete from coverage;

insert into coverage by name
select
  instance_id, journal, state,
  to_timestamp(from_ms / 1000) as from_at,
  to_timestamp(to_ms / 1000) as to_at,
  to_timestamp(lost_ms / 1000) as lost_at
from stage.coverage
order by instance_id, journal, from_ms, to_ms;

-- invariants
-- every interval ends after it begins, where the next one begins at the earliest
select *
from (
  select *, lead(from_at) over (partition by instance_id, journal order by from_at, to_at) as next_from_at
  from coverage
)
where from_at >= to_at
  or next_from_at < to_at;

-- only a gap has a time when it will be lost
select *
from coverage
where (state = 'gap') <> (lost_at is not null);
