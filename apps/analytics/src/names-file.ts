// A file of names that the user brings: what to call a chat or a person, by id or phone number.
//
// Columns are found by their headings, in English or Russian: an id (several are possible) and a name; a file without
// headings has the id first and the name second. What chatledger wrote as CSV can be filled in and brought back. A row
// without a name says nothing. Gotcha: a group goes by its id (…@g.us), for journals know no names of groups.
import { reasonOf } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { NamesRefused } from "./errors.ts"
import { chatOf, headingText, idOf, isHeadingOf } from "./roster.ts"
import { type FileRow, fileRows } from "./roster-file.ts"

/** What to call an id. */
export interface NamedId {
  readonly id: string
  readonly name: string
}

const ids =
  /^((group|person|member|reactor|voter|author) ?id|chat|id (чата|группы|отправителя|человека|реагирующего|голосующего)|чат)$/
const names =
  /^((chat|group|sender|person|member|reactor|voter|author|sender display) ?name|title|subject|название|(имя|название) (чата|группы)|отправитель)$/

const isId = (heading: string) => isHeadingOf("id", heading) || ids.test(headingText(heading))
const isName = (heading: string) => isHeadingOf("name", heading) || names.test(headingText(heading))

/** An id of a chat or a person as the tables have it; undefined if the text is neither. */
const chatOrPerson = (text: string): string | undefined => {
  const bare = text.trim()
  return chatOf(bare) ?? idOf(bare) ?? (/^[\w-]+@(broadcast|newsletter)$/.test(bare) ? bare : undefined)
}

interface Columns {
  readonly ids: ReadonlyArray<number>
  readonly names: ReadonlyArray<number>
  readonly rows: ReadonlyArray<FileRow>
}

/** Which columns are meant; in words what is missing. */
const columnsOf = (rows: ReadonlyArray<FileRow>): Columns | string => {
  const [head, ...rest] = rows
  if (head === undefined) return "it is empty: write an id and a name in every row"
  const placesOf = (is: (heading: string) => boolean) =>
    head.cells.flatMap((heading, place) => (is(heading) ? [place] : []))
  const found = { ids: placesOf(isId), names: placesOf(isName), rows: rest }
  if (found.ids.length === 0 && chatOrPerson(head.cells[0] ?? "") !== undefined)
    return { ids: [0], names: [1], rows }
  if (found.ids.length === 0)
    return `row ${head.row} has no heading for the id: name a column id or phone (or телефон), and one name (or имя)`
  if (found.names.length === 0)
    return `row ${head.row} has no heading for the name: name a column name (or имя)`
  return found
}

const cellsOf = (row: FileRow, places: ReadonlyArray<number>) =>
  places.map((place) => (row.cells[place] ?? "").trim()).filter((cell) => cell !== "")

/** The ids that a row names; in words what is wrong with it. */
const namedIn = (row: FileRow, columns: Columns): ReadonlyArray<NamedId> | string => {
  const [name] = cellsOf(row, columns.names)
  if (name === undefined) return []
  const cells = cellsOf(row, columns.ids).flatMap((cell) => cell.split(/[,;|\n]/))
  const written = cells.filter((cell) => cell.trim() !== "")
  if (written.length === 0) return `row ${row.row} has a name, and no id: write the id or the phone number`
  const found = written.map(chatOrPerson)
  return found.every((id) => id !== undefined)
    ? found.map((id) => ({ id, name }))
    : `row ${row.row}: this is neither an id (…@c.us, …@g.us, …@lid) nor a phone number with its country code`
}

/**
 * Reads a file of names, CSV or XLSX. Fails with `NamesRefused`, which names the file and the row, but no cell; an id
 * with two different names is refused, too.
 */
export const readNames = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const refuse = (reason: string) => Effect.fail(new NamesRefused({ path, reason }))
  const bytes = yield* fs
    .readFile(path)
    .pipe(Effect.catch((error) => refuse(`it cannot be read: ${reasonOf(error)}`)))
  const found = yield* Effect.promise(() => fileRows(bytes))
  if ("reason" in found) return yield* refuse(found.reason)
  const columns = columnsOf(found.rows)
  if (typeof columns === "string") return yield* refuse(columns)
  const named = new Map<string, { readonly name: string; readonly row: number }>()
  for (const row of columns.rows) {
    const told = namedIn(row, columns)
    if (typeof told === "string") return yield* refuse(told)
    for (const { id, name } of told) {
      const before = named.get(id)
      if (before !== undefined && before.name !== name)
        return yield* refuse(
          `rows ${before.row} and ${row.row} give one id two names: keep the one that you want to see`
        )
      named.set(id, { name, row: row.row })
    }
  }
  return [...named].map(([id, { name }]): NamedId => ({ id, name }))
})
