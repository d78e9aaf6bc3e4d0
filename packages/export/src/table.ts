// The tables of an export, each a query with titles and comments for its columns.
// By default every column of the query is in every format under its own name.
// Independent of what the tables mean. Gotcha: a table's name becomes a file name, so it must be a valid one.
import type { DuckDBType } from "@duckdb/node-api"
import type { InvalidReason } from "./reasons.ts"

/** How one column of a table's query is presented. */
export interface TableColumn {
  /** The header in XLSX; the column's name by default. */
  readonly title?: string
  readonly comment?: string
  /** In characters, XLSX only. */
  readonly width?: number
  /**
   * True to make its web addresses clickable in XLSX; default: if all sampled texts are web addresses. `file`: its texts are
   * relative paths of files, with `/`, from the folder of the workbook.
   */
  readonly link?: boolean | "file"
  /** The meaning of a numeric column, XLSX only: a duration in days, or a share. */
  readonly shows?: "duration" | "percent"
  /** True to show long texts in one line as far as they fit, XLSX only; default: wrapped. */
  readonly isOneLine?: boolean
  /** Folds the column in XLSX together with adjacent folded ones; best used at the end. */
  readonly isFolded?: boolean
  readonly omitFrom?: ReadonlyArray<string>
}

/** A partition column: its name, and the SQL that computes its text from the columns of the query. */
export interface PartitionColumn {
  readonly name: string
  readonly expression: string
}

/**
 * One query and its presentation. The query must be a single SELECT with a total order, which determines the bytes.
 */
export interface Table {
  /** The file name without extension; letters, digits, `_`, `-`, `.` and spaces. */
  readonly name: string
  readonly query: string
  /** The sheet's name; default `name`. */
  readonly title?: string
  readonly comment?: string
  /**
   * Writes the table as a folder of files in a partitioned format (Parquet) when exporting to a folder; other formats have one file.
   */
  readonly partition?: ReadonlyArray<PartitionColumn>
  /** Number of printed columns in a workbook with a look, from the first; default: all that are not folded. */
  readonly printedColumns?: number
  /** By column name. */
  readonly columns?: Readonly<Record<string, TableColumn>>
}

/** A column as DuckDB describes it; `position` in the query is counted from 0. */
export interface QueryColumn {
  readonly position: number
  readonly name: string
  readonly type: DuckDBType
}

const fileName = /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_ .-]{0,119}$/u
const reservedByWindows = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** True if a text is a valid file name on all common systems, without any folder. */
export const isFileName = (name: string) =>
  fileName.test(name) && !/[ .]$/.test(name) && !reservedByWindows.test(name)

/** The problems of a list of tables; empty if there are none. */
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

/** The columns of a table in a format, in the query's order. */
export const columnsFor = (
  format: string,
  table: Table,
  columns: ReadonlyArray<QueryColumn>
): ReadonlyArray<QueryColumn> =>
  columns.filter(({ name }) => !columnSettings(table, name).omitFrom?.includes(format))

/** The presentation of a column; empty if there is none. */
export const columnSettings = (table: Table, name: string): TableColumn =>
  table.columns !== undefined && Object.hasOwn(table.columns, name) ? (table.columns[name] ?? {}) : {}
