// What `chatledger status` does: one row per instance and journal of the archive.
import { query } from "@chatledger/analytics"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { StatusFlags } from "../commands/status.ts"
import { Messages } from "../console.ts"
import { zoneOf } from "../instant.ts"
import { isTerminal, print, terminalColumns } from "../output/stdout.ts"
import { writeResult } from "../output/text-formats.ts"
import { useTables } from "../tables.ts"

const STATUS = `
with kept as (
  select
    instance_id,
    journal,
    count(*) as snapshots,
    sum(byte_count)::bigint as bytes,
    max(requested_at) as newest_request_at
  from snapshots
  group by all
),
told as (
  select
    instance_id,
    direction,
    count(*) as messages,
    min(sent_at) as oldest_message_at,
    max(sent_at) as newest_message_at
  from messages
  group by all
),
gaps as (
  select instance_id, journal, count(*) as gaps
  from coverage
  where state <> 'ok'
  group by all
),
faults as (
  select i.instance_id, s.journal, count(*) as issues
  from issues as i
  join snapshots as s using (instance_id, snapshot_id)
  group by all
)
select
  k.instance_id,
  k.journal,
  k.snapshots,
  coalesce(sum(t.messages), 0)::bigint as messages,
  coalesce(any_value(g.gaps), 0) as gaps,
  coalesce(any_value(f.issues), 0) as issues,
  k.newest_request_at,
  min(t.oldest_message_at) as oldest_message_at,
  max(t.newest_message_at) as newest_message_at,
  k.bytes
from kept as k
left join told as t on t.instance_id = k.instance_id and (t.direction = k.journal or k.journal = 'history')
left join gaps as g on g.instance_id = k.instance_id and g.journal = k.journal
left join faults as f on f.instance_id = k.instance_id and f.journal = k.journal
group by all
order by k.instance_id, k.journal`

export const run = Effect.fnUntraced(function* (given: StatusFlags) {
  const messages = yield* Messages
  const format = Option.getOrElse(given.format, () => (isTerminal() ? "table" : "json"))
  const timeZone = yield* zoneOf(given.tz)
  yield* useTables(
    given,
    Effect.fnUntraced(function* (database) {
      const options = { timeZone, isTerminal: isTerminal(), columns: terminalColumns() }
      yield* writeResult(yield* query(database, STATUS), format, options, print)
      const [kept] = yield* database.rows("select count(*) as snapshots from snapshots")
      if (Number(kept?.["snapshots"]) === 0)
        yield* messages.note("the archive is empty: `chatledger import` brings saved replies in")
    })
  )
})
