// The selection of a report for its page: the period, instances and chats requested, and when there are messages.
import type { DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"
import { type Parameters, type ReportChoice, rowsOf } from "./facts.ts"
import type { SelectionText } from "./layout.ts"

const textOrNull = (value: DuckDBValue | undefined): string | null =>
  value === null || value === undefined ? null : String(value)

/** The selection of a report. Fails with `DatabaseFailed`. */
export const selectionOf = Effect.fnUntraced(function* (
  database: Database,
  choice: ReportChoice,
  parameters: Parameters
) {
  const [row = {}] = yield* rowsOf(database, "selection", parameters)
  const chats = choice.chat ?? []
  const named = chats.length === 0 ? [] : yield* rowsOf(database, "chosen-chats", parameters)
  const names = new Map(named.map((each) => [String(each["chat_id"]), textOrNull(each["chat_name"])]))
  const known = (of: "chosen" | "all") => ({
    messages: Number(row[`${of}_messages`] ?? 0),
    first: textOrNull(row[`${of}_first`]),
    last: textOrNull(row[`${of}_last`])
  })
  return {
    from: textOrNull(row["from_wall"]),
    to: textOrNull(row["to_wall"]),
    instances: choice.instance ?? [],
    chats: chats.map((id) => ({ id, name: names.get(id) ?? null })),
    chosen: known("chosen"),
    archive: known("all")
  } satisfies SelectionText
})
