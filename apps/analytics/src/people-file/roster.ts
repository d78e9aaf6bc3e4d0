// A roster: a file from the user that identifies people.
//
// Columns are found by their headings, in English or Russian: at least one id or phone, name, group, alias. A row is
// one person with all its ids; an alias that is an id or a number is another id. Files from chatledger, address
// books and WhatsApp are read, too. Gotcha: names do not join rows, so every row needs an id.

import type { DirectoryReply, FlawCode } from "@chatledger/core/internal"
import * as Effect from "effect/Effect"
import { RosterRefused } from "../failures/errors.ts"
import type { PeopleFileReason } from "../failures/reasons.ts"
import { openPeopleFile } from "../table-file/directory-file.ts"
import type { Roster } from "./roster-row.ts"

const nobody: Partial<Record<FlawCode, PeopleFileReason>> = {
  html: { code: "reply_html" },
  cut: { code: "reply_cut" }
}

/** Whether a reply has members of a group, or joins ids. */
const tellsOfSomebody = ({ groups, people }: DirectoryReply): boolean =>
  groups.some(({ members }) => members.length > 0) || people.some(({ ids }) => ids.length > 1)

/** Why a reply contains no roster. */
const nobodyIn = ({ flaws }: DirectoryReply): PeopleFileReason =>
  flaws.flatMap(({ code }) => nobody[code] ?? [])[0] ?? { code: "reply_of_nobody" }

/**
 * Reads a roster: CSV, XLSX, or a saved reply of getGroupData. Fails with `RosterRefused`, which names the file, the row
 * and
 * the column, but no cell.
 */
export const readRoster = Effect.fnUntraced(function* (path: string) {
  const refuse = (reason: PeopleFileReason) => Effect.fail(new RosterRefused({ path, reason }))
  const opened = yield* openPeopleFile(path)
  if ("reason" in opened) return yield* refuse(opened.reason)
  if ("reply" in opened) {
    const { reply } = opened
    if (!tellsOfSomebody(reply)) return yield* refuse(nobodyIn(reply))
    const leftOut = { groups: [], withoutNumber: [] }
    return { path, people: [], sheet: undefined, otherSheets: [], leftOut, reply } satisfies Roster
  }
  const read = yield* Effect.promise(async () => {
    const { rosterIn } = await import("./roster-rows.ts")
    return rosterIn(path, opened.sheets)
  })
  if ("code" in read) return yield* refuse(read)
  return { path, ...read } satisfies Roster
})
