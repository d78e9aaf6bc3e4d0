// A file of names that the user brings: what to call a chat or a person, by id or phone number.
//
// Columns are found by their headings, in English or Russian: an id (several are possible) and a name; a file without
// headings has the id first and the name second. What chatledger wrote as CSV or XLSX can be filled in and brought back,
// whatever table it is of. A row without a name says nothing. Gotcha: a group goes by its id (…@g.us), for journals know
// no names of groups.
import * as Effect from "effect/Effect"
import { NamesRefused } from "../errors.ts"
import type { FilePlace } from "../table-file/file-rows.ts"
import { openTableFile } from "../table-file/table-file.ts"

/** What to call an id. */
export interface NamedId {
  readonly id: string
  readonly name: string
  /** The name with the spaces around it, where there are some. */
  readonly written?: string | undefined
  /** Only in this instance; in all where the file does not say. */
  readonly instance?: string | undefined
  /** True in a file of ours: there a name says something only if the journal says another. */
  readonly isOwn?: boolean | undefined
  readonly place?: FilePlace | undefined
}

export interface NamesFile {
  /** As the user gave it. */
  readonly path: string
  readonly names: ReadonlyArray<NamedId>
  /** The sheets that were read, where others name somebody as well; else none. */
  readonly sheets: ReadonlyArray<string>
}

/**
 * Reads a file of names, CSV or XLSX. Fails with `NamesRefused`, which names the file and the row, but no cell; an id
 * with two different names in one sheet is refused, too.
 */
export const readNames = Effect.fnUntraced(function* (path: string) {
  const refuse = (reason: string) => Effect.fail(new NamesRefused({ path, reason }))
  const opened = yield* openTableFile(path)
  if ("reason" in opened) return yield* refuse(opened.reason)
  const read = yield* Effect.promise(async () => {
    const { namesIn } = await import("./name-rows.ts")
    return namesIn(path, opened.sheets)
  })
  if (typeof read === "string") return yield* refuse(read)
  return { path, ...read } satisfies NamesFile
})
