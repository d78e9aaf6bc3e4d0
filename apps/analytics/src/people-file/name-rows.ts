// The rows of a file of names: what each calls whom, or what is wrong with it.
import type { FileRow, FileSheet } from "../table-file/file-rows.ts"
import { idColumnOf, type Subject } from "./columns.ts"
import { idsIn } from "./ids.ts"
import type { NamedId, NamesFile } from "./named-id.ts"
import { bareSheet, type PeopleSheet, peopleSheets, placed } from "./sheets.ts"
import { hasName, nameIn } from "./texts.ts"

const NEITHER = "this is neither an id (…@c.us, …@g.us, …@lid) nor a phone number with its country code"
const SHORTENED =
  "a spreadsheet has shortened this number (1.2E+10): make the column text, and write the number in full"

/** Whether it is no name, but what a workbook of ours shows of an id that has none. */
const isIdShown = (id: string, name: string): boolean =>
  name === id ||
  (name.startsWith("+") && `${name.slice(1)}@c.us` === id) ||
  (id.startsWith("instance:") && /^(?:You|Вы)(?: \(\d+\))?$/.test(name))

/** What a row calls one of those that it tells of; in words what is wrong with it. */
const namedIn = (
  path: string,
  { row, cells }: FileRow,
  { columns }: PeopleSheet,
  subject: Subject
): ReadonlyArray<NamedId> | string => {
  const written = nameIn(subject, cells)
  if (written === undefined) return []
  const name = written.trim()
  const filled = subject.ids.filter(({ place }) => (cells[place] ?? "").trim() !== "")
  if (filled.length === 0)
    return subject.isPlain && !columns.isAddressBook
      ? " has a name, and no id: write the id or the phone number"
      : []
  const found = filled.map((column) => idsIn(cells[column.place] ?? "", idColumnOf(subject, column)))
  const wrong = columns.isAddressBook ? undefined : found.find(({ kind }) => kind !== "ids")
  if (wrong !== undefined) return `: ${wrong.kind === "shortened" ? SHORTENED : NEITHER}`
  const told = columns.instance === undefined ? "" : (cells[columns.instance] ?? "").trim()
  const instance = /^\d+$/.test(told) ? told : undefined
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

const readSheet = async (path: string, sheet: PeopleSheet): Promise<ReadonlyArray<NamedId> | string> => {
  const { mixed, subjects } = sheet.columns
  if (mixed !== undefined)
    return `${placed(sheet, sheet.headingRow ?? 1)} has ids of different people (${mixed.join(", ")}): leave all but one out`
  const named = new Map<string, NamedId>()
  for (const row of await sheet.rows())
    for (const subject of subjects) {
      const told = namedIn(path, row, sheet, subject)
      if (typeof told === "string") return `${placed(sheet, row.row)}${told}`
      for (const one of told) {
        const before = named.get(keyOf(one))
        if (before !== undefined && before.name !== one.name)
          return `rows ${before.place?.row} and ${row.row}${sheet.name === undefined ? "" : ` of sheet "${sheet.name}"`} give one id two names: keep the one that you want to see`
        if (before === undefined) named.set(keyOf(one), one)
      }
    }
  return [...named.values()]
}

const isNamed = ({ subjects }: PeopleSheet["columns"]) => subjects.some(hasName)

/** The sheets to be read: of a workbook those that list somebody, not those that mention several in a row. */
const sheetsOf = (found: ReadonlyArray<PeopleSheet>): ReadonlyArray<PeopleSheet> => {
  const lists = found.filter(({ columns }) => columns.subjects.length === 1)
  return lists.length > 0 ? lists : found
}

/** The names of a file; in words what is wrong with it. */
export const namesIn = async (
  path: string,
  sheets: ReadonlyArray<FileSheet>
): Promise<Omit<NamesFile, "path"> | string> => {
  const [first] = sheets
  const head = first?.head[0]
  if (first === undefined || head === undefined) return "it is empty: write an id and a name in every row"
  const isBare = idsIn(head.cells[0] ?? "", "any").kind === "ids"
  const found = isBare ? [bareSheet(first)] : peopleSheets(sheets, "names", isNamed)
  const chosen = sheetsOf(found)
  const [unnamed] = peopleSheets(sheets, "names", ({ subjects }) => subjects.length > 0)
  if (chosen.length === 0 && unnamed !== undefined)
    return `${placed(unnamed, unnamed.headingRow ?? 1)} has no heading for the name: name a column name (or имя)`
  if (chosen.length === 0)
    return `row ${head.row} has no heading for the id: name a column id or phone (or телефон), and one name (or имя)`
  const names: Array<NamedId> = []
  for (const sheet of chosen) {
    const read = await readSheet(path, sheet)
    if (typeof read === "string") return read
    names.push(...read)
  }
  return { names, sheets: chosen.length < found.length ? chosen.flatMap(({ name }) => name ?? []) : [] }
}
