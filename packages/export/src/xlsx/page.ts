// Pages: sheets of a workbook that explain its tables, made of values: titles, facts, small tables, charts over them.
// Their blocks stand one below the other, in the order given; a chart may be beside the block before it.
// They are written after all tables, so that they can tell what became of them, and stand before them.
// Gotcha: a page is held in memory; what has many rows is a table of its own.
import type { Truncation } from "../truncation.ts"

/** A value of a page. A Date is shown as it reads in UTC: convert it to a zone before. Absent values are null. */
export type PageValue = string | number | boolean | Date | null

/** How the values of a column are shown; a duration is a number of days. `sheet` is the name of a sheet of this workbook, as a link to it. */
export type PageColumnType = "text" | "number" | "percent" | "duration" | "moment" | "day" | "sheet"

export interface PageColumn {
  readonly title: string
  readonly type: PageColumnType
  /** In characters, with the title wrapped; by default as wide as its texts are long. */
  readonly width?: number
}

/** The title of a page, or of a part of it. */
export interface PageTitle {
  readonly kind: "title" | "heading"
  readonly text: string
}

/** A sentence or several; wrapped across the page. */
export interface PageText {
  readonly kind: "text"
  readonly text: string
}

/** Names and values, one pair a row. Long values are wrapped. */
export interface PageFacts {
  readonly kind: "facts"
  readonly facts: ReadonlyArray<readonly [name: string, value: PageValue]>
}

/** A small table; in Excel a table of that name. */
export interface PageTable {
  readonly kind: "table"
  /** Unique within the page; charts refer to it. */
  readonly name: string
  readonly columns: ReadonlyArray<PageColumn>
  readonly rows: ReadonlyArray<ReadonlyArray<PageValue>>
}

/** `column` stands, `bar` lies; stacked ones put their series on each other. */
export type ChartShape = "column" | "stacked-column" | "bar" | "stacked-bar" | "line"

/** A native chart over columns of a table of the same page; without rows it is left out. */
export interface PageChart {
  readonly kind: "chart"
  readonly shape: ChartShape
  readonly title: string
  /** The name of the table. */
  readonly table: string
  /** Places of columns in the table, from 0. */
  readonly categories: number
  readonly series: ReadonlyArray<number>
  /** Names of the series, where the titles of their columns will not do. */
  readonly names?: ReadonlyArray<string>
  /** Only this many rows, from the first. */
  readonly rows?: number
  /** `beside` the block before it, or on rows of its own. */
  readonly place: "beside" | "below"
  /** In pixels. */
  readonly width: number
  readonly height: number
}

export type PageBlock = PageTitle | PageText | PageFacts | PageTable | PageChart

/** What became of a table in the workbook. */
export interface WrittenTable {
  readonly table: string
  readonly comment: string
  readonly rows: number
  readonly columns: number
  /** The names of its sheets, in order. */
  readonly sheets: ReadonlyArray<string>
  readonly cellsCut: number
}

/** What a page can tell of the workbook: its tables, and all that did not fit. */
export interface WrittenTables {
  readonly tables: ReadonlyArray<WrittenTable>
  readonly cuts: ReadonlyArray<Truncation>
}

/** A sheet made of blocks. Pages are made from the last to the first: the first knows of the cuts of all others. */
export interface WorkbookPage {
  readonly title: string
  readonly blocks: (written: WrittenTables) => ReadonlyArray<PageBlock>
}
