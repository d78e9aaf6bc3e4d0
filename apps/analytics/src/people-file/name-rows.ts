// The rows of a names file: names by id, or the first error.
import type { PeopleFileReason } from "../failures/reasons.ts"
import type { FileRow, FileSheet } from "../table-file/file-rows.ts"
import { idColumnOf, type Subject } from "./columns.ts"
import { idsIn } from "./ids.ts"
import type { NamedId, NamesFile } from "./named-id.ts"
import { bareSheet, type PeopleSheet, peopleSheets, placed } from "./sheets.ts"
import { hasName, nameIn } from "./texts.ts"

/** Errors of a row. */
type Wrong = "name_without_id" | "not_an_id" | "number_shortened"

/** Whether the name is only what our workbook shows for an id without a name. */
const isIdShown = (id: string, name: string): boolean =>
  name === id ||
  (name.startsWith("+") && `${name.slice(1)}@c.us` === id) ||
  (id.startsWith("instance:") && /^(?:You|Вы)(?: \(\d+\))?$/.test(name))

/** The names that a row gives to one subject, or the row's error. */
const namedIn = (
  path: string,
  { row, cells }: FileRow,
  { columns }: PeopleSheet,
  subject: Subject
): ReadonlyArray<NamedId> | Wrong => {
  const written = nameIn(subject, cells)
  if (written === undefined) return []
  const name = written.trim()
  const filled = subject.ids.filter(({ place }) => (cells[place] ?? "").trim() !== "")
  if (filled.length === 0) return subject.isPlain && !columns.isAddressBook ? "name_without_id" : []
  const found = filled.map((column) => idsIn(cells[column.place] ?? "", idColumnOf(subject, column)))
  const wrong = columns.isAddressBook ? undefined : found.find(({ kind }) => kind !== "ids")
  if (wrong !== undefined) return wrong.kind === "shortened" ? "number_shortened" : "not_an_id"
  const cell = columns.instance === undefined ? "" : (cells[columns.instance] ?? "").trim()
  const instance = /^\d+$/.test(cell) ? cell : undefined
  const ids = found.flatMap((one) => (one.kind === "ids" ? one.ids : []))
  if (ids.some((id) => isIdShown(id, name))) return []
  return [...new Set(ids)].map((id) => ({
    id,
    name,
    written,
    instance,
    isOwn: subject.isOwn,
    place: { path, row }
  }))
}

const keyOf = ({ id, instance = "" }: NamedId) => `${instance} ${id}`

const readSheet = async (
  path: string,
  sheet: PeopleSheet
): Promise<ReadonlyArray<NamedId> | PeopleFileReason> => {
  const { mixed, subjects } = sheet.columns
  if (mixed !== undefined)
    return { code: "ids_of_several", ...placed(sheet, sheet.headingRow ?? 1), headings: mixed }
  const byId = new Map<string, NamedId>()
  for (const row of await sheet.rows())
    for (const subject of subjects) {
      const named = namedIn(path, row, sheet, subject)
      if (typeof named === "string") return { code: named, ...placed(sheet, row.row) }
      for (const one of named) {
        const before = byId.get(keyOf(one))
        if (before !== undefined && before.name !== one.name && !sheet.columns.isAddressBook)
          return { code: "two_names", before: before.place?.row ?? 0, ...placed(sheet, row.row) }
        if (before === undefined) byId.set(keyOf(one), one)
      }
    }
  return [...byId.values()]
}

const isNamed = ({ subjects }: PeopleSheet["columns"]) => subjects.some(hasName)

/** The sheets to read. In a workbook, sheets with one person per row take precedence over those with several. */
const sheetsOf = (found: ReadonlyArray<PeopleSheet>): ReadonlyArray<PeopleSheet> => {
  const lists = found.filter(({ columns }) => columns.subjects.length === 1)
  return lists.length > 0 ? lists : found
}

/** The names in a file, or its first error. */
export const namesIn = async (
  path: string,
  sheets: ReadonlyArray<FileSheet>
): Promise<Omit<NamesFile, "path"> | PeopleFileReason> => {
  const [first] = sheets
  const head = first?.head[0]
  if (first === undefined || head === undefined) return { code: "names_empty" }
  const isBare = idsIn(head.cells[0] ?? "", "any").kind === "ids"
  const found = isBare ? [bareSheet(first)] : peopleSheets(sheets, "names", isNamed)
  const chosen = sheetsOf(found)
  const [unnamed] = peopleSheets(sheets, "names", ({ subjects }) => subjects.length > 0)
  if (chosen.length === 0 && unnamed !== undefined)
    return { code: "no_name_heading", ...placed(unnamed, unnamed.headingRow ?? 1) }
  if (chosen.length === 0) return { code: "no_id_heading", row: head.row, of: "names" }
  const all: Array<ReadonlyArray<NamedId>> = []
  for (const sheet of chosen) {
    const read = await readSheet(path, sheet)
    if ("code" in read) return read
    all.push(read)
  }
  return {
    names: all.flat(),
    sheets: chosen.length < found.length ? chosen.flatMap(({ name }) => name ?? []) : []
  }
}
