// What a table that someone made by hand comes to, whatever its format: sheets of rows of text.
import type { PeopleFileReason } from "../reasons.ts"

/** A row and the number under which a spreadsheet shows it, from 1. */
export interface FileRow {
  readonly row: number
  readonly cells: ReadonlyArray<string>
}

export interface FileSheet {
  /** Undefined for CSV, which has one sheet. */
  readonly name: string | undefined
  /** True for a workbook of ours: its tables have their headings in the first row, its pages are for reading only. */
  readonly isOwn: boolean
  /** The first rows that are not empty. */
  readonly head: ReadonlyArray<FileRow>
  /** All rows that are not empty. */
  readonly rows: () => Promise<ReadonlyArray<FileRow>>
}

/** The sheets that contain something, or what the file cannot be read as; with the reason. */
export type TableFile = { readonly sheets: ReadonlyArray<FileSheet> } | { readonly reason: PeopleFileReason }

/** Rows of a head. */
export const HEAD_ROWS = 40

/** Rows with something in them, without halves of surrogate pairs. */
export const filledRows = (rows: ReadonlyArray<FileRow>): ReadonlyArray<FileRow> =>
  rows
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""))
    .map(({ row, cells }) => ({ row, cells: cells.map((cell) => cell.toWellFormed()) }))

/** Where something is in a file of the user. */
export interface FilePlace {
  /** As the user gave it. */
  readonly path: string
  /** As a spreadsheet numbers it, from 1. */
  readonly row: number
}
