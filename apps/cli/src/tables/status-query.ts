// SQL for one row per instance and journal: content and coverage of the archive.

import { helpStrings } from "../messages/strings.ts"

/** Rows without coverage leave its columns NULL; `issues` is always a number. */
const columns = Object.keys(helpStrings.statusColumns)
  .map((name) => (name === "issues" ? `coalesce(${name}, 0) as ${name}` : name))
  .join(", ")

/** `coverage`: the rows of `coverageRows`. */
export const statusQuery = (coverage: string): string => `
with covered as (
  ${coverage}
),
requests as (
  select
    instance_id, snapshot_id, byte_count, requested_at,
    case when kind in ('messages', 'media', journal) then journal else journal || ' ' || kind end as journal
  from snapshots
),
kept as (
  select
    instance_id,
    journal,
    count(*) as snapshots,
    sum(byte_count)::bigint as bytes,
    max(requested_at) as newest_request_at
  from requests
  group by all
),
reported as (
  select
    instance_id,
    case kind when 'call' then direction || ' calls' else direction end as direction,
    count(*) as messages,
    min(sent_at) as oldest_message_at,
    max(sent_at) as newest_message_at
  from messages
  where kind in ('message', 'event', 'call')
  group by all
  union all
  select instance_id, 'notifications', count(*), min(sent_at), max(sent_at)
  from messages
  semi join (
    select o.instance_id, o.chat_id, o.message_id
    from ledger.observations as o
    join ledger.snapshots as s using (snapshot_no)
    where s.journal = 'notifications'
  ) using (instance_id, chat_id, message_id)
  where kind in ('message', 'event', 'call')
  group by instance_id
  union all
  select instance_id, 'phone', count(*), min(sent_at), max(sent_at)
  from phone_messages
  group by instance_id
),
faults as (
  select i.instance_id, s.journal, count(*) as issues
  from issues as i
  join requests as s using (instance_id, snapshot_id)
  group by all
)
select
  ${columns}
from (
  select
    k.*,
    coalesce(sum(t.messages), 0)::bigint as messages,
    min(t.oldest_message_at) as oldest_message_at,
    max(t.newest_message_at) as newest_message_at
  from kept as k
  left join reported as t on t.instance_id = k.instance_id
    and (
      t.direction = k.journal
      or k.journal = 'history' and t.direction in ('incoming', 'outgoing')
    )
  group by all
)
left join (select instance_id, messenger, is_messenger_assumed from ledger.instances) using (instance_id)
left join covered using (instance_id, journal)
left join faults using (instance_id, journal)
order by instance_id, journal`
