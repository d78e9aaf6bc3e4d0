// A file of names that the user brings: what to call a chat or a person, by id or phone number.
//
// Columns are found by their headings, in English or Russian: an id (several are possible) and a name; a file without
// headings has the id first and the name second. What chatledger wrote as CSV or XLSX can be filled in and brought back,
// whatever table it is of. A row without a name says nothing. Saved replies of the service (getContacts, getChats,
// getGroupData) are read as they are. Gotcha: a group goes by its id (…@g.us), for journals know no names of groups.
import * as Effect from "effect/Effect"
import { openPeopleFile } from "../directory-file/open.ts"
import { NamesRefused } from "../errors.ts"
import type { PeopleFileReason } from "../reasons.ts"
import type { NamesFile } from "./named-id.ts"

/**
 * Reads a file of names: CSV, XLSX, or a saved reply, whose flaws lose nothing else. Fails with `NamesRefused`, which names the file and the row, but no cell; an id
 * with two different names in one sheet is refused, too.
 */
export const readNames = Effect.fnUntraced(function* (path: string) {
  const refuse = (reason: PeopleFileReason) => Effect.fail(new NamesRefused({ path, reason }))
  const opened = yield* openPeopleFile(path)
  if ("reason" in opened) return yield* refuse(opened.reason)
  if ("reply" in opened) return { path, names: [], sheets: [], reply: opened.reply } satisfies NamesFile
  const read = yield* Effect.promise(async () => {
    const { namesIn } = await import("./name-rows.ts")
    return namesIn(path, opened.sheets)
  })
  if ("code" in read) return yield* refuse(read)
  return { path, ...read } satisfies NamesFile
})
