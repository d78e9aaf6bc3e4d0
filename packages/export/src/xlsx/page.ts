// Pages: sheets that explain the tables of a workbook, described as values: titles, facts, small tables, charts over them.
// Blocks follow each other downwards in the given order; a chart may be beside the block before it.
// Pages are written after all tables, so that they can report on them, and placed before them.
// Gotcha: a page is held in memory; use a table of its own for many rows.
import type { Truncation } from "../truncation.ts"

/** A value of a page. A Date is shown in UTC: convert it to a zone before. Absent values are null. */
export type PageValue = string | number | boolean | Date | null

/**
 * How the values of a column are shown; a duration is a number of days. `sheet` links to the sheet of this workbook with that name.
 */
export type PageColumnType = "text" | "number" | "percent" | "duration" | "moment" | "day" | "sheet"

/** A column of a table on a page. */
export interface PageColumn {
  readonly title: string
  readonly type: PageColumnType
  /** In characters, with a wrapped title; default: the length of its longest text. */
  readonly width?: number
}

/** The title of a page or a part of it. */
export interface PageTitle {
  readonly kind: "title" | "heading"
  readonly text: string
}

/** One or more sentences, wrapped across the page. */
export interface PageText {
  readonly kind: "text"
  readonly text: string
}

/** Names and values, one pair per row. Long values are wrapped. */
export interface PageFacts {
  readonly kind: "facts"
  readonly facts: ReadonlyArray<readonly [name: string, value: PageValue]>
}

/** A small table; an Excel table with that name. */
export interface PageTable {
  readonly kind: "table"
  /** Unique within the page; charts refer to it. */
  readonly name: string
  readonly columns: ReadonlyArray<PageColumn>
  readonly rows: ReadonlyArray<ReadonlyArray<PageValue>>
}

/** `column` is vertical, `bar` horizontal; stacked ones put their series on each other. */
export type ChartShape = "column" | "stacked-column" | "bar" | "stacked-bar" | "line"

/** A native chart over columns of a table of the same page; left out if the table has no rows. */
export interface PageChart {
  readonly kind: "chart"
  readonly shape: ChartShape
  readonly title: string
  /** The name of the table. */
  readonly table: string
  /** Column indexes in the table, from 0. */
  readonly categories: number
  readonly series: ReadonlyArray<number>
  /** Names of the series; default: the titles of their columns. */
  readonly names?: ReadonlyArray<string>
  /** Only the first rows, up to this number. */
  readonly rows?: number
  /** `beside` the block before it, or `below` on rows of its own. */
  readonly place: "beside" | "below"
  /** In pixels. */
  readonly width: number
  readonly height: number
}

/** A block of a page, below the one before it. */
export type PageBlock = PageTitle | PageText | PageFacts | PageTable | PageChart

/** The result for a table in the workbook. */
export interface WrittenTable {
  readonly table: string
  readonly comment: string
  readonly rows: number
  readonly columns: number
  /** The names of its sheets, in order. */
  readonly sheets: ReadonlyArray<string>
  readonly cellsCut: number
}

/** The tables of the workbook and everything that did not fit, for pages to report. */
export interface WrittenTables {
  readonly tables: ReadonlyArray<WrittenTable>
  readonly cuts: ReadonlyArray<Truncation>
}

/** A sheet of blocks. Pages are made from the last to the first: the first one knows the truncations of all others. */
export interface WorkbookPage {
  readonly title: string
  readonly blocks: (written: WrittenTables) => ReadonlyArray<PageBlock>
}
