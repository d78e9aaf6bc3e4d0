// What is to be exported: tables, each one query with names and explanations for its columns.
// By default every column of the query goes into every format under its own name.
// Nothing here knows what the tables mean. Gotcha: a table's name becomes a file name, so it must be a plain one.
import type { DuckDBType } from "@duckdb/node-api"
import type { InvalidReason } from "./reasons.ts"

/** How one column of a table's query is presented. */
export interface TableColumn {
  /** The header in XLSX; the column's name by default. */
  readonly title?: string
  readonly comment?: string
  /** In characters, XLSX only. */
  readonly width?: number
  /** Whether web addresses in it are clickable in XLSX; by default if the first texts all are some. */
  readonly link?: boolean
  /** What the numbers of the column are, XLSX only: a duration in days, or a share. */
  readonly shows?: "duration" | "percent"
  /** Whether long texts are shown in one line, as far as they fit, XLSX only; by default they are wrapped. */
  readonly isOneLine?: boolean
  /** Folds the column away in XLSX, with those beside it that are folded, too; best at the end. */
  readonly isFolded?: boolean
  readonly omitFrom?: ReadonlyArray<string>
}

/** What a table is divided by: a new column, and the SQL that gives its text from the columns of the query. */
export interface PartitionColumn {
  readonly name: string
  readonly expression: string
}

/** One query and its presentation. The query must be one SELECT that ends in a total order: it decides the bytes. */
export interface Table {
  /** The file name without extension; letters, digits, `_`, `-`, `.` and spaces. */
  readonly name: string
  readonly query: string
  /** The sheet's name, `name` by default. */
  readonly title?: string
  readonly comment?: string
  /** Makes a folder of many files of the table in a partitioned format (Parquet), in a run into a folder; other formats have one file. */
  readonly partition?: ReadonlyArray<PartitionColumn>
  /** How many columns of a workbook with a look are printed, from the first; by default all that are not folded. */
  readonly printedColumns?: number
  /** By column name. */
  readonly columns?: Readonly<Record<string, TableColumn>>
}

/** A column as DuckDB describes it; `position` is its place in the query, from 0. */
export interface QueryColumn {
  readonly position: number
  readonly name: string
  readonly type: DuckDBType
}

const fileName = /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_ .-]{0,119}$/u
const reservedByWindows = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** Whether a text can be a file name on every usual system, without any folder. */
export const isFileName = (name: string) =>
  fileName.test(name) && !/[ .]$/.test(name) && !reservedByWindows.test(name)

/** What is wrong with a list of tables; empty when nothing is. */
export const problemsOfTables = (tables: ReadonlyArray<Table>): ReadonlyArray<InvalidReason> => {
  const problems: Array<InvalidReason> = []
  const seen = new Set<string>()
  if (tables.length === 0) problems.push({ code: "no_tables" })
  for (const { name } of tables) {
    if (!isFileName(name)) problems.push({ code: "table_name_invalid", name })
    const key = name.normalize("NFC").toLowerCase()
    if (seen.has(key)) problems.push({ code: "table_name_twice", name })
    seen.add(key)
  }
  return problems
}

/** The columns of a table that a format shows, in the query's order. */
export const columnsFor = (
  format: string,
  table: Table,
  columns: ReadonlyArray<QueryColumn>
): ReadonlyArray<QueryColumn> =>
  columns.filter(({ name }) => !columnSettings(table, name).omitFrom?.includes(format))

/** The presentation of a column, empty when none was given. */
export const columnSettings = (table: Table, name: string): TableColumn =>
  table.columns !== undefined && Object.hasOwn(table.columns, name) ? (table.columns[name] ?? {}) : {}
