// The rows of a roster: one person each, or the first error.
import type { PeopleFileReason } from "../failures/reasons.ts"
import type { FileSheet } from "../table-file/file-rows.ts"
import { type Column, idColumnOf, type Subject } from "./columns.ts"
import { isFax, isMobile } from "./headings.ts"
import { groupOf, idsIn, isPerson } from "./ids.ts"
import type { Roster, RosterRow } from "./roster-row.ts"
import { type PeopleSheet, peopleSheets, placed } from "./sheets.ts"
import { aliasesIn, groupsIn, nameIn } from "./texts.ts"

type Reading =
  | { readonly kind: "person"; readonly person: RosterRow }
  | { readonly kind: "group" | "without" }
  | { readonly kind: "wrong"; readonly code: "number_shortened" | "not_a_person"; readonly heading: string }
  | { readonly kind: "empty" }

/** Columns whose ids count in an address book row: personal numbers such as mobiles, if there are any. */
const addressColumns = (subject: Subject, cells: ReadonlyArray<string>): ReadonlyArray<Column> => {
  const labelOf = (place: number) =>
    subject.named.some((column) => column.meaning === "label" && column.place === place - 1)
      ? (cells[place - 1] ?? "")
      : ""
  const filled = subject.ids.filter(({ place }) => (cells[place] ?? "") !== "" && !isFax(labelOf(place)))
  const mobile = filled.filter(({ place, heading }) => isMobile(heading) || isMobile(labelOf(place)))
  return mobile.length > 0 ? mobile : filled
}

const readingOf = (cells: ReadonlyArray<string>, subject: Subject, isAddressBook: boolean): Reading => {
  const columns = isAddressBook ? addressColumns(subject, cells) : subject.ids
  const read = columns
    .filter(({ place }) => (cells[place] ?? "").trim() !== "")
    .map((column) => ({ column, found: idsIn(cells[column.place] ?? "", idColumnOf(subject, column)) }))
  const wrong = isAddressBook ? undefined : read.find(({ found }) => found.kind !== "ids")
  if (wrong !== undefined) {
    const code = wrong.found.kind === "shortened" ? "number_shortened" : "not_a_person"
    return { kind: "wrong", code, heading: wrong.column.heading }
  }
  const listed = read.flatMap(({ found }) => (found.kind === "ids" ? found.ids : []))
  const { alias, ids: more } = aliasesIn(subject, cells)
  const ids = [...new Set([...listed, ...more])].filter(isPerson)
  if (ids.length === 0 && listed.length > 0) return { kind: "group" }
  if (ids.length === 0) return isAddressBook || !subject.isPlain ? { kind: "without" } : { kind: "empty" }
  const digitIds = read.flatMap(({ column, found }) =>
    found.kind === "ids" && idColumnOf(subject, column) === "any" && !/[@+]/.test(cells[column.place] ?? "")
      ? found.ids.filter((id) => id.endsWith("@c.us"))
      : []
  )
  const groups = groupsIn(subject, cells)
  const beside = subject.isOwn ? [] : listed.filter((id) => groupOf(id) === id)
  const written = nameIn(subject, cells) ?? null
  const name = subject.isOwn ? written : (written?.trim() ?? null)
  return {
    kind: "person",
    person: {
      ids,
      digitIds,
      name,
      isOwn: subject.isOwn,
      alias,
      groups: groups.groups,
      chatIds: [...new Set([...groups.chatIds, ...beside])]
    }
  }
}

/** The sheet that lists people. Of several, the first with one person per row, as in a hand-made list. */
const sheetOf = (sheets: ReadonlyArray<FileSheet>) => {
  const found = peopleSheets(sheets, "roster", ({ subjects }) => subjects.length > 0)
  const sheet = found.find((one) => one.columns.subjects[0]?.isPlain) ?? found[0]
  return {
    sheet,
    others: found.flatMap((one) => (one === sheet || one.name === undefined ? [] : [one.name]))
  }
}

const readRows = async (path: string, sheet: PeopleSheet) => {
  const { isAddressBook, mixed, subjects } = sheet.columns
  if (mixed !== undefined)
    return { code: "ids_of_several", ...placed(sheet, sheet.headingRow ?? 1), headings: mixed } as const
  const people = new Map<string, RosterRow>()
  const groups: Array<number> = []
  const withoutNumber: Array<number> = []
  for (const fileRow of await sheet.rows())
    for (const subject of subjects) {
      const reading = readingOf(fileRow.cells, subject, isAddressBook)
      const place = placed(sheet, fileRow.row)
      if (reading.kind === "wrong") return { code: reading.code, ...place, heading: reading.heading } as const
      if (reading.kind === "empty")
        return { code: "no_id", ...place, headings: subject.ids.map(({ heading }) => heading) } as const
      if (reading.kind === "group") groups.push(fileRow.row)
      if (reading.kind === "without" && subject.isPlain) withoutNumber.push(fileRow.row)
      if (reading.kind !== "person") continue
      const key = JSON.stringify(reading.person)
      if (!people.has(key)) people.set(key, { ...reading.person, place: { path, row: fileRow.row } })
    }
  return { people: [...people.values()], leftOut: { groups, withoutNumber } }
}

/** The roster in a file, or its first error. */
export const rosterIn = async (
  path: string,
  sheets: ReadonlyArray<FileSheet>
): Promise<Omit<Roster, "path"> | PeopleFileReason> => {
  const [first] = sheets
  const head = first?.head[0]
  if (head === undefined) return { code: "roster_empty" }
  const { others, sheet } = sheetOf(sheets)
  if (sheet === undefined) return { code: "no_id_heading", row: head.row, of: "roster" }
  const read = await readRows(path, sheet)
  if ("code" in read) return read
  return { ...read, sheet: others.length > 0 ? sheet.name : undefined, otherSheets: others }
}
