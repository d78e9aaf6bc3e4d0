// A names file from the user: names for chats or people, by id or phone number.
//
// Columns are found by their headings, in English or Russian: one or more ids and a name. A file without headings has
// the id first and the name second. Any table that chatledger wrote as CSV or XLSX can be edited and read back. Rows
// without a name are ignored. Contacts of a phone (.vcf) are read like an exported address book. Saved replies of the service (getContacts, getChats, getGroupData) are read as they are.
// Gotcha: a group needs its id (…@g.us), because journals contain no group names.
import * as Effect from "effect/Effect"
import { NamesRefused } from "../failures/errors.ts"
import type { PeopleFileReason } from "../failures/reasons.ts"
import { openPeopleFile } from "../table-file/directory-file.ts"
import type { NamesFile } from "./named-id.ts"

/**
 * Reads a names file: CSV, XLSX, contacts of a phone (.vcf), or a saved reply, whose invalid parts are skipped. Fails with
 * `NamesRefused`, which names the file and the row, but no cell; an id with two different names in one sheet is also refused,
 * unless the sheet is an address book.
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
