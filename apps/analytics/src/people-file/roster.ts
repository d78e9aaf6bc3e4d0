// A roster: who is who, in a file that the user brings.
//
// Columns are found by their headings, in English or Russian: id or phone (one at least), name, group, alias. A row is
// one person with all the ids that it names; an alias that is an id or a number is one more. What chatledger wrote, and
// what address books and WhatsApp export, is read as well. Gotcha: a name joins nothing, so rows need an id.
import * as Effect from "effect/Effect"
import { RosterRefused } from "../errors.ts"
import { openTableFile } from "../table-file/table-file.ts"
import type { Roster } from "./roster-row.ts"

/**
 * Reads a roster, CSV or XLSX. Fails with `RosterRefused`, which names the file, the row and the column, but no cell.
 */
export const readRoster = Effect.fnUntraced(function* (path: string) {
  const refuse = (reason: string) => Effect.fail(new RosterRefused({ path, reason }))
  const opened = yield* openTableFile(path)
  if ("reason" in opened) return yield* refuse(opened.reason)
  const read = yield* Effect.promise(async () => {
    const { rosterIn } = await import("./roster-rows.ts")
    return rosterIn(path, opened.sheets)
  })
  if (typeof read === "string") return yield* refuse(read)
  return { path, ...read } satisfies Roster
})
