// Which sheets of a file tell of people, and from which row on: titles may stand above the headings, a cover before the
// sheet, and other sheets behind it.
import type { RowPlace } from "../reasons.ts"
import type { FileRow, FileSheet } from "../table-file/file-rows.ts"
import { type Columns, columnsOf, type Subject } from "./columns.ts"
import type { Purpose } from "./headings.ts"

export interface PeopleSheet {
  readonly name: string | undefined
  /** The row of the headings; undefined where there are none. */
  readonly headingRow: number | undefined
  readonly columns: Columns
  readonly rows: () => Promise<ReadonlyArray<FileRow>>
}

/** Whether a row of headings will do. */
type Suits = (columns: Columns) => boolean

const peopleSheet = (sheet: FileSheet, purpose: Purpose, suits: Suits): PeopleSheet | undefined => {
  for (const { row: headingRow, cells } of sheet.head) {
    const columns = columnsOf(cells, purpose)
    if (!suits(columns) || (sheet.isOwn && headingRow > 1)) continue
    const rows = async () => (await sheet.rows()).filter(({ row }) => row > headingRow)
    return { name: sheet.name, headingRow, columns, rows }
  }
  return undefined
}

/** The sheets that tell of people, in their order. */
export const peopleSheets = (
  sheets: ReadonlyArray<FileSheet>,
  purpose: Purpose,
  suits: Suits
): ReadonlyArray<PeopleSheet> => {
  const only = sheets.length === 1
  return sheets.flatMap((sheet) => {
    const found = peopleSheet(sheet, purpose, suits)
    return found === undefined ? [] : [only ? { ...found, name: undefined } : found]
  })
}

/** A sheet without headings, whose first column is ids and whose second is names. */
export const bareSheet = ({ name, rows }: FileSheet): PeopleSheet => {
  const subject: Subject = {
    ids: [{ place: 0, heading: "", meaning: "id" }],
    named: [{ place: 1, heading: "", meaning: "name" }],
    isPlain: true,
    isOwn: false
  }
  return {
    name,
    headingRow: undefined,
    columns: { subjects: [subject], instance: undefined, isAddressBook: false, mixed: undefined },
    rows
  }
}

/** Where a row is: with its sheet, if the file has several. */
export const placed = ({ name }: PeopleSheet, row: number): RowPlace => ({ row, sheet: name })
