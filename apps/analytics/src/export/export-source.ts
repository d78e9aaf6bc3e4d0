// The source of an export, for its manifest: the requested period, its messages, and
// how much of the time was fetched in time, by instance and journal.
//
// Times are RFC 3339 in UTC. Gotcha: coverage follows the instances and the period, not chats or types.
import * as Effect from "effect/Effect"
import { type Choice, chosenMessages } from "../chosen/chosen-rows.ts"
import type { Database } from "../engine/database.ts"
import { intervals } from "../workbook/archive-facts.ts"

const rfc3339 = (expression: string) => `strftime(${expression} at time zone 'UTC', '%Y-%m-%dT%H:%M:%SZ')`

const textOrNull = (value: unknown): string | null => (value === null ? null : String(value))

/** The choice as a manifest shows it: filters that are not set are empty. */
export const selectionOf = ({ chat = [], instance = [], type = [] }: Choice) => ({
  instance: [...instance].sort(),
  chat: [...chat].sort(),
  type: [...type].sort()
})

/** The source of an export's rows, as JSON. Fails with `DatabaseFailed`. */
export const sourceOf = Effect.fnUntraced(function* (database: Database, choice: Choice) {
  const [found = {}] = yield* database.rows(
    `select
       count(*) filter (is_content) as messages, count(*) filter (not is_content) as others,
       ${rfc3339("min(sent_at) filter (is_content)")} as first_at, ${rfc3339("max(sent_at) filter (is_content)")} as last_at
     from (${chosenMessages(choice)})`
  )
  const coverage = yield* database.rows(
    `select instance_id, journal, ${rfc3339("min(from_at)")} as from_at, ${rfc3339("max(to_at)")} as to_at,
       coalesce(sum(epoch(to_at) - epoch(from_at)) filter (state = 'ok'), 0) / sum(epoch(to_at) - epoch(from_at)) as share,
       count(*) filter (state = 'gap') as gap, count(*) filter (state = 'lost') as lost,
       count(*) filter (state = 'blind') as blind, count(*) filter (state = 'maybe_truncated') as maybe_truncated
     from (${intervals(choice)}) group by instance_id, journal order by instance_id, journal`
  )
  return {
    selection: selectionOf(choice),
    period: { from: choice.from?.toISOString() ?? null, to: choice.to?.toISOString() ?? null },
    messages: {
      count: Number(found["messages"]),
      events_calls_and_stories: Number(found["others"]),
      first_at: textOrNull(found["first_at"]),
      last_at: textOrNull(found["last_at"])
    },
    coverage: coverage.map((row) => ({
      instance_id: String(row["instance_id"]),
      journal: String(row["journal"]),
      from_at: textOrNull(row["from_at"]),
      to_at: textOrNull(row["to_at"]),
      covered_share: row["share"] === null ? null : Number(row["share"]),
      gap: Number(row["gap"]),
      lost: Number(row["lost"]),
      blind: Number(row["blind"]),
      maybe_truncated: Number(row["maybe_truncated"])
    }))
  }
})
