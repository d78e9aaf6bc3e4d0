// A roster: who is who, in a file that the user brings.
//
// Columns are found by their headings, in English or Russian: id or phone (one at least), name, group, alias. A row is
// one person with all the ids that it names; an alias that is an id or a number is one more. What chatledger wrote, and
// what address books and WhatsApp export, is read as well. Gotcha: a name joins nothing, so rows need an id.
import * as Effect from "effect/Effect"
import { RosterRefused } from "../errors.ts"
import type { FilePlace } from "../table-file/file-rows.ts"
import { openTableFile } from "../table-file/table-file.ts"

/** One person of a roster. */
export interface RosterRow {
  readonly ids: ReadonlyArray<string>
  readonly name: string | null
  /** True in a file of ours: there a name says something only if the journal says another. */
  readonly isOwn?: boolean | undefined
  readonly alias: string | null
  /** Groups as they are written. */
  readonly groups: ReadonlyArray<string>
  /** Those groups that are chats (chatId). */
  readonly chatIds: ReadonlyArray<string>
  /** Of rows that say the same, that of the first. */
  readonly place?: FilePlace | undefined
}

export interface Roster {
  /** As the user gave it. */
  readonly path: string
  readonly people: ReadonlyArray<RosterRow>
  /** The sheet that was read, of a workbook with several that tell of people. */
  readonly sheet: string | undefined
  /** Rows of groups, which are no people, and those of an address book without a number that can be read. */
  readonly leftOut: { readonly groups: ReadonlyArray<number>; readonly withoutNumber: ReadonlyArray<number> }
}

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
