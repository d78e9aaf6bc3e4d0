// The sheets of a file that list people, and their first rows. Titles may precede the headings, and other sheets may
// come before and after.
import type { RowPlace } from "../failures/reasons.ts"
import type { FileRow, FileSheet } from "../table-file/file-rows.ts"
import { type Columns, columnsOf, type Subject } from "./columns.ts"
import type { Purpose } from "./headings.ts"

export interface PeopleSheet {
  readonly name: string | undefined
  /** The row of the headings; undefined without headings. */
  readonly headingRow: number | undefined
  readonly columns: Columns
  readonly rows: () => Promise<ReadonlyArray<FileRow>>
}

const LEAST_DIGITS = 10

/** Whether a row of headings is acceptable. */
type Suits = (columns: Columns) => boolean

/** True for a cell with nothing but a phone number or an id; a date has fewer digits. */
const isNumber = (cell: string): boolean =>
  /^[+\d\s().-]+(?:@\S+)?$/.test(cell) && cell.replace(/\D/g, "").length >= LEAST_DIGITS

const peopleSheet = (sheet: FileSheet, purpose: Purpose, suits: Suits): PeopleSheet | undefined => {
  for (const { row: headingRow, cells } of sheet.head) {
    // A row of a person may also have a cell that says "Phone".
    if (cells.some(isNumber)) continue
    const columns = columnsOf(cells, purpose)
    if (!suits(columns) || (sheet.isOwn && headingRow > 1)) continue
    const rows = async () => (await sheet.rows()).filter(({ row }) => row > headingRow)
    return { name: sheet.name, headingRow, columns, rows }
  }
  return undefined
}

/** The sheets that list people, in their order. */
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

/** A sheet without headings: ids in the first column, names in the second. */
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

/** The place of a row; with its sheet if the file has several. */
export const placed = ({ name }: PeopleSheet, row: number): RowPlace => ({ row, sheet: name })
