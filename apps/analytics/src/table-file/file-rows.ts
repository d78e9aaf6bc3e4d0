// A hand-made table in any format, as sheets of rows of text.
import type { PeopleFileReason } from "../failures/reasons.ts"

/** A row and its number in a spreadsheet, from 1. */
export interface FileRow {
  readonly row: number
  readonly cells: ReadonlyArray<string>
}

export interface FileSheet {
  /** Undefined for CSV, which has one sheet. */
  readonly name: string | undefined
  /** True for a workbook that chatledger wrote: its tables have headings in the first row, its other pages are not read. */
  readonly isOwn: boolean
  /** The first non-empty rows. */
  readonly head: ReadonlyArray<FileRow>
  /** All non-empty rows. */
  readonly rows: () => Promise<ReadonlyArray<FileRow>>
}

/** The non-empty sheets, or the reason why the file cannot be read. */
export type TableFile = { readonly sheets: ReadonlyArray<FileSheet> } | { readonly reason: PeopleFileReason }

/** Most rows of a head. */
export const HEAD_ROWS = 40

/** Non-empty rows, with lone surrogates replaced. */
export const filledRows = (rows: ReadonlyArray<FileRow>): ReadonlyArray<FileRow> =>
  rows
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""))
    .map(({ row, cells }) => ({ row, cells: cells.map((cell) => cell.toWellFormed()) }))

/** A place in a file of the user. */
export interface FilePlace {
  /** As the user gave it. */
  readonly path: string
  /** As a spreadsheet numbers it, from 1. */
  readonly row: number
}
