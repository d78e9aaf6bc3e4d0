// The rows of a roster: who each is, or what is wrong with it.
import type { FileSheet } from "../table-file/file-rows.ts"
import { type Column, idColumnOf, type Subject } from "./columns.ts"
import { isFax, isMobile } from "./headings.ts"
import { idsIn, isPerson } from "./ids.ts"
import type { Roster, RosterRow } from "./roster-row.ts"
import { type PeopleSheet, peopleSheets, placed } from "./sheets.ts"
import { aliasesIn, groupsIn, nameIn } from "./texts.ts"

type Reading =
  | { readonly kind: "person"; readonly person: RosterRow }
  | { readonly kind: "group" | "without" }
  | { readonly kind: "wrong"; readonly column: string; readonly what: string }

const NEITHER = "this is neither a phone number with its country code nor an id (…@c.us, …@lid)"
const SHORTENED =
  "a spreadsheet has shortened this number (1.2E+10): make the column text, and write the number in full"
const EMPTY = "the cell is empty, and a person needs an id"

/** Columns of ids that count in a row of an address book: the numbers that people carry about, if there are any. */
const addressColumns = (subject: Subject, cells: ReadonlyArray<string>): ReadonlyArray<Column> => {
  const labelOf = (place: number) =>
    subject.named.some((column) => column.meaning === "label" && column.place === place - 1)
      ? (cells[place - 1] ?? "")
      : ""
  const filled = subject.ids.filter(({ place }) => (cells[place] ?? "") !== "" && !isFax(labelOf(place)))
  const mobile = filled.filter(({ place, heading }) => isMobile(heading) || isMobile(labelOf(place)))
  return mobile.length > 0 ? mobile : filled
}

const titled = (columns: ReadonlyArray<Column>) => columns.map(({ heading }) => `"${heading}"`).join(" or ")

const readingOf = (cells: ReadonlyArray<string>, subject: Subject, isAddressBook: boolean): Reading => {
  const columns = isAddressBook ? addressColumns(subject, cells) : subject.ids
  const read = columns
    .filter(({ place }) => (cells[place] ?? "").trim() !== "")
    .map((column) => ({ column, found: idsIn(cells[column.place] ?? "", idColumnOf(subject, column)) }))
  const wrong = isAddressBook ? undefined : read.find(({ found }) => found.kind !== "ids")
  if (wrong !== undefined) {
    const what = wrong.found.kind === "shortened" ? SHORTENED : NEITHER
    return { kind: "wrong", column: `"${wrong.column.heading}"`, what }
  }
  const told = read.flatMap(({ found }) => (found.kind === "ids" ? found.ids : []))
  const { alias, ids: more } = aliasesIn(subject, cells)
  const ids = [...new Set([...told, ...more])].filter(isPerson)
  if (ids.length === 0 && told.length > 0) return { kind: "group" }
  if (ids.length === 0)
    return isAddressBook || !subject.isPlain
      ? { kind: "without" }
      : { kind: "wrong", column: titled(subject.ids), what: EMPTY }
  const written = nameIn(subject, cells) ?? null
  const name = subject.isOwn ? written : (written?.trim() ?? null)
  return { kind: "person", person: { ids, name, isOwn: subject.isOwn, alias, ...groupsIn(subject, cells) } }
}

/** The sheet that lists people; of several one in which a row is a person, as it is in a list that somebody made. */
const sheetOf = (sheets: ReadonlyArray<FileSheet>) => {
  const found = peopleSheets(sheets, "roster", ({ subjects }) => subjects.length > 0)
  return { count: found.length, sheet: found.find((one) => one.columns.subjects[0]?.isPlain) ?? found[0] }
}

const readRows = async (path: string, sheet: PeopleSheet) => {
  const { isAddressBook, mixed, subjects } = sheet.columns
  if (mixed !== undefined)
    return `${placed(sheet, sheet.headingRow ?? 1)} has ids of different people (${mixed.join(", ")}): leave all but one out`
  const people = new Map<string, RosterRow>()
  const groups: Array<number> = []
  const withoutNumber: Array<number> = []
  for (const fileRow of await sheet.rows())
    for (const subject of subjects) {
      const reading = readingOf(fileRow.cells, subject, isAddressBook)
      if (reading.kind === "wrong")
        return `${placed(sheet, fileRow.row)}, column ${reading.column}: ${reading.what}`
      if (reading.kind === "group") groups.push(fileRow.row)
      if (reading.kind === "without" && subject.isPlain) withoutNumber.push(fileRow.row)
      if (reading.kind !== "person") continue
      const key = JSON.stringify(reading.person)
      if (!people.has(key)) people.set(key, { ...reading.person, place: { path, row: fileRow.row } })
    }
  return { people: [...people.values()], leftOut: { groups, withoutNumber } }
}

/** The roster of a file; in words what is wrong with it. */
export const rosterIn = async (
  path: string,
  sheets: ReadonlyArray<FileSheet>
): Promise<Omit<Roster, "path"> | string> => {
  const [first] = sheets
  const head = first?.head[0]
  if (head === undefined) return "it is empty: write a row of headings and a row per person"
  const { count, sheet } = sheetOf(sheets)
  if (sheet === undefined)
    return `row ${head.row} has no heading for the id: name a column id or phone (or телефон); name, group and alias may stand beside it`
  const read = await readRows(path, sheet)
  return typeof read === "string" ? read : { ...read, sheet: count > 1 ? sheet.name : undefined }
}
