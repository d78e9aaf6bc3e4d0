// What `chatledger status` does: one row per instance and journal of the archive.
//
// Coverage is seen from now, by the clock: the `coverage` table sees it from the newest request. A gap is no failure
// of this command; `--max-age` makes an instance that is no longer asked one.

import { query } from "@chatledger/analytics"
import { coverageOf } from "@chatledger/archive"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { openForTables } from "../../configuration/cache-place.ts"
import { durationOf, zoneOf } from "../../configuration/instant.ts"
import { Told } from "../../failures/exit.ts"
import { helpStrings, strings } from "../../messages/strings.ts"
import { clocksOf, writeResult } from "../../output/text-formats.ts"
import { useTables } from "../../tables/open-tables.ts"
import { Messages } from "../../terminal/console.ts"
import { isTerminal, print, terminalColumns } from "../../terminal/stdout.ts"
import type { StatusFlags } from "./command.ts"
import { coverageRows, staleInstances } from "./coverage-rows.ts"

/** What cannot have coverage has none, but it has issues or not. */
const columns = Object.keys(helpStrings.statusColumns)
  .map((name) => (name === "issues" ? `coalesce(${name}, 0) as ${name}` : name))
  .join(", ")

const statusQuery = (coverage: string) => `
with covered as (
  ${coverage}
),
asked as (
  select
    instance_id, snapshot_id, byte_count, requested_at,
    case when kind = 'messages' then journal else journal || ' ' || kind end as journal
  from snapshots
),
kept as (
  select
    instance_id,
    journal,
    count(*) as snapshots,
    sum(byte_count)::bigint as bytes,
    max(requested_at) as newest_request_at
  from asked
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
  where kind in ('message', 'event')
  group by all
),
faults as (
  select i.instance_id, s.journal, count(*) as issues
  from issues as i
  join asked as s using (instance_id, snapshot_id)
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
  left join told as t on t.instance_id = k.instance_id and (t.direction = k.journal or k.journal = 'history')
  group by all
)
left join covered using (instance_id, journal)
left join faults using (instance_id, journal)
order by instance_id, journal`

export const run = Effect.fnUntraced(function* (given: StatusFlags) {
  const messages = yield* Messages
  const format = Option.getOrElse(given.format, () => (isTerminal() ? "table" : "json"))
  const timeZone = yield* zoneOf(given.tz)
  const maxAge = Option.isSome(given.maxAge) ? yield* durationOf("max-age", given.maxAge.value) : undefined
  const now = yield* Clock.currentTimeMillis
  const archive = yield* openForTables(given)
  const coverage = yield* coverageOf(archive, now)
  yield* useTables(
    given,
    Effect.fnUntraced(function* (database) {
      const options = { isTerminal: isTerminal(), columns: terminalColumns() }
      const clocks = clocksOf(format, timeZone)
      const result = yield* query(database, statusQuery(coverageRows(coverage)), undefined, clocks)
      yield* writeResult(result, format, options, print)
      const [kept] = yield* database.rows("select count(*) as snapshots from snapshots")
      if (Number(kept?.["snapshots"]) === 0) yield* messages.note(strings.archive.empty)
    })
  )
  if (maxAge === undefined) return
  const stale = staleInstances(coverage, now, maxAge)
  const isNeverSynced = !coverage.some(({ isEnrolled }) => isEnrolled)
  for (const instance of stale)
    yield* messages.warn(
      strings.archive.notAsked(
        instance,
        Option.getOrElse(given.maxAge, () => "")
      )
    )
  if (isNeverSynced) yield* messages.warn(strings.archive.neverSynced)
  if (stale.length > 0 || isNeverSynced) return yield* new Told({ code: 3 })
})
