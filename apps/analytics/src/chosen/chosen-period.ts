// Whether the tables contain messages of a selection, and if not, when there are some.
import { literal } from "@chatledger/export"
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"
import { nearNames } from "../failures/near-names.ts"
import { type Choice, chosenMessages } from "./chosen-rows.ts"

/** Why a choice has no messages; times are wall-clock times in the zone, to the second. */
export type EmptyChoice =
  /** No messages of journals at all; there may be some of chats that a phone exported. */
  | { readonly kind: "archive"; readonly phoneMessages: number }
  /** No messages of these chats, instances and types at any time. */
  | { readonly kind: "chosen"; readonly oldest: string; readonly newest: string }
  /** No messages in the period. */
  | {
      readonly kind: "period"
      readonly from: string | undefined
      readonly to: string | undefined
      /** The newest message before it, and the oldest after it. */
      readonly before: string | undefined
      readonly after: string | undefined
    }

const text = (value: unknown): string | undefined =>
  value === null || value === undefined ? undefined : String(value)

/** Undefined for a choice that contains messages. Fails with `DatabaseFailed`. */
export const emptyChoice = Effect.fnUntraced(function* (
  database: Database,
  choice: Choice,
  timeZone: string
) {
  const some = yield* database.rows(`select 1 from (${chosenMessages(choice)}) limit 1`)
  if (some.length > 0) return undefined
  const clock = (moment: string) => `strftime(timezone(${literal(timeZone)}, ${moment}), '%Y-%m-%d %H:%M:%S')`
  const bound = (date: Date | undefined) =>
    date === undefined ? "null::timestamptz" : `${literal(date.toISOString())}::timestamptz`
  const { from, to } = choice
  const anyTime = chosenMessages({ ...choice, from: undefined, to: undefined })
  const [chosen = {}] = yield* database.rows(
    `select
       count(*) as messages,
       ${clock(bound(from))} as from_at,
       ${clock(bound(to))} as to_at,
       ${clock(`max(sent_at) filter (sent_at < ${bound(from ?? to)})`)} as before,
       ${clock(`min(sent_at) filter (sent_at >= ${bound(to ?? from)})`)} as after
     from (${anyTime})`
  )
  if (Number(chosen["messages"]) > 0 && (from !== undefined || to !== undefined))
    return {
      kind: "period",
      from: text(chosen["from_at"]),
      to: text(chosen["to_at"]),
      before: text(chosen["before"]),
      after: text(chosen["after"])
    } satisfies EmptyChoice
  const [all = {}] = yield* database.rows(
    `select
       ${clock("min(sent_at)")} as oldest,
       ${clock("max(sent_at)")} as newest,
       (select count(*) from phone_messages) as phone
     from messages`
  )
  const [oldest, newest] = [text(all["oldest"]), text(all["newest"])]
  return oldest === undefined || newest === undefined
    ? ({ kind: "archive", phoneMessages: Number(all["phone"]) } satisfies EmptyChoice)
    : ({ kind: "chosen", oldest, newest } satisfies EmptyChoice)
})

/** Types of a choice that no message of the tables has, each with similar ones that occur. Fails with `DatabaseFailed`. */
export const unknownTypes = Effect.fnUntraced(function* (database: Database, types: ReadonlyArray<string>) {
  if (types.length === 0) return []
  const rows = yield* database.rows(
    "select distinct type_message as type from messages where type_message is not null"
  )
  const known = rows.map(({ type }) => String(type)).sort()
  return types.filter((type) => !known.includes(type)).map((type) => ({ type, near: nearNames(type, known) }))
})
