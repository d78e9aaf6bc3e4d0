// `chatledger status`: one row per instance and journal of the archive.
//
// Coverage is as of the current time; the table `coverage` is as of the newest request. A gap is not a failure
// of this command, except with `--fail-on`; `--max-age` fails for instances that are no longer synced.

import { query } from "@chatledger/analytics"
import { coverageOf, type InstanceCoverage } from "@chatledger/archive"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { openForTables } from "../../configuration/cache-place.ts"
import { durationOf, zoneOf } from "../../configuration/instant.ts"
import { AlreadyReported } from "../../failures/exit.ts"
import { helpStrings, strings } from "../../messages/strings.ts"
import { clocksOf, writeResult } from "../../output/text-formats.ts"
import { coverageRows } from "../../tables/coverage-rows.ts"
import { metricsText } from "../../tables/metrics.ts"
import { useTables } from "../../tables/open-tables.ts"
import { readableText } from "../../tables/readable.ts"
import { shapedSql, shapeOf } from "../../tables/shape.ts"
import { statusQuery } from "../../tables/status-query.ts"
import { Messages } from "../../terminal/console.ts"
import { isTerminal, print, terminalColumns } from "../../terminal/stdout.ts"
import type { StatusFlags } from "./command.ts"
import { conditionsOf, failOn, staleInstances } from "./fail-on.ts"

/** Columns in the order in which people ask about an archive. */
const inReadingOrder = [
  ...[
    "instance_id",
    "journal",
    "messages",
    "covered_until",
    "gaps",
    "lost_seconds",
    "issues",
    "newest_message_at"
  ],
  ...[
    "bytes",
    "next_loss_at",
    "newest_request_at",
    "blind_seconds",
    "truncated_seconds",
    "snapshots",
    "oldest_message_at"
  ]
]

/** Shortens journal names: contacts, chats and groups are obviously the directory, which has no messages. */
const shortJournals = (sql: string): string =>
  `select * replace (
    regexp_replace(journal, ' directory$', '') as journal,
    case when not ends_with(journal, ' directory') then messages end as messages
  ) from (${sql}) order by instance_id, journal`

/** Fails with `AlreadyReported` if an instance was not synced for that long, or none ever was. */
const checkAge = Effect.fnUntraced(function* (
  coverage: ReadonlyArray<InstanceCoverage>,
  now: number,
  length: string
) {
  const messages = yield* Messages
  const stale = staleInstances(coverage, now, yield* durationOf("max-age", length))
  const isNeverSynced = !coverage.some(({ isEnrolled }) => isEnrolled)
  for (const instance of stale) yield* messages.warn(strings.archive.notSynced(instance, length), "stale")
  if (isNeverSynced) yield* messages.warn(strings.archive.neverSynced, "stale")
  if (stale.length > 0 || isNeverSynced) return yield* new AlreadyReported({ code: 3 })
})

export const run = Effect.fnUntraced(function* (given: StatusFlags) {
  const messages = yield* Messages
  const format = Option.getOrElse(given.format, () => "table" as const)
  const timeZone = yield* zoneOf(given.tz)
  const conditions = yield* conditionsOf(given.failOn)
  if (Option.isSome(given.maxAge)) yield* durationOf("max-age", given.maxAge.value)
  const shape = yield* shapeOf(given, Object.keys(helpStrings.statusColumns))
  const isTable = format === "table"
  const text = isTable
    ? yield* readableText(given, { path: undefined }, [], { ...shape, limit: undefined }, true)
    : undefined
  const now = yield* Clock.currentTimeMillis
  const archive = yield* openForTables(given)
  const coverage = yield* coverageOf(archive, now)
  yield* useTables(
    given,
    Effect.fnUntraced(function* (database) {
      if (format === "prometheus") return yield* print(yield* metricsText(database, coverage, now))
      const columns = shape.columns ?? (isTable ? inReadingOrder : undefined)
      const statement = statusQuery(coverageRows(coverage))
      const sql = shapedSql(isTable ? shortJournals(statement) : statement, { ...shape, columns })
      const options = { isTerminal: isTerminal(), columns: terminalColumns(), ...text }
      const result = yield* query(database, sql, undefined, clocksOf(format, timeZone))
      yield* writeResult(result, format, options, print)
      const [kept] = yield* database.rows("select count(*) as snapshots from snapshots")
      if (Number(kept?.["snapshots"]) === 0) yield* messages.note(strings.archive.empty)
    })
  )
  yield* failOn(conditions, coverage, now)
  if (Option.isSome(given.maxAge)) yield* checkAge(coverage, now, given.maxAge.value)
})
