-- Title: Instance states | Состояния инстанса
-- Grain: One row per period in which an instance was in one state, according to notifications (stateInstanceChanged) | Строка — период, когда инстанс был в одном состоянии, по уведомлениям stateInstanceChanged
-- Place: 158
-- After: service_events
-- Key: instance_id, from_at
-- Order: instance_id, from_at
-- Time: from_at
-- Follows: instance
-- Changes with: anything
create table instance_states (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  state varchar not null, -- word | Состояние | State of the instance (stateInstance): authorized, notAuthorized, blocked, yellowCard, …
  from_at timestamptz not null, -- kept | С | When the instance entered the state, UTC
  to_at timestamptz -- kept | По | When another state followed, UTC; NULL for the latest known one
);

-- merge
-- only from stage.notifications

-- of earlier loads
delete from instance_states;

insert into instance_states by name
with reported as (
  select instance_id, status as state, reported_at, event_id
  from service_events
  where type_webhook = 'stateInstanceChanged'
    and status is not null
    and reported_at is not null
),
changed as (
  select instance_id, state, reported_at as from_at
  from (
    select instance_id, reported_at, arg_max(state, event_id) as state
    from reported
    group by instance_id, reported_at
  )
  qualify state is distinct from lag(state) over (partition by instance_id order by reported_at)
)
select
  instance_id, state, from_at,
  lead(from_at) over (partition by instance_id order by from_at) as to_at
from changed
order by instance_id, from_at;

-- invariants
-- a state ends where the next one begins
select *
from instance_states
where to_at <= from_at;
