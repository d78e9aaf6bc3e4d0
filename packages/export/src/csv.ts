// CSV by DuckDB's COPY, in four profiles; all end lines with CRLF and quote only where needed.
// NULL is empty and an empty text is `""`; in a table of one column both are `""`, since an empty line would be skipped.
// The Excel profiles put `'` before text that Excel might take for a formula, or that begins with `'` itself:
// taking one `'` off restores the text. Numbers are never guarded. A NUL character is written as U+FFFD in all profiles.
// Gotcha: the guard must not be written with IN: a list of five or more becomes a join, and the row order is lost.
import { resolve } from "node:path"
import { DuckDBTypeId } from "@duckdb/node-api"
import { columnAt, literal, wrapped } from "./sql-text.ts"
import type { ExportTable, QueryColumn } from "./table.ts"
import { valueKind, valueText } from "./value-text.ts"

export type CsvProfile = "rfc4180" | "excel-us" | "excel-eu" | "excel-ru"

interface CsvDialect {
  readonly delimiter: "," | ";"
  readonly decimalComma: boolean
  /** Byte-order mark and formula guard. */
  readonly forExcel: boolean
}

/** What each profile means. */
export const csvProfiles: Readonly<Record<CsvProfile, CsvDialect>> = {
  rfc4180: { delimiter: ",", decimalComma: false, forExcel: false },
  "excel-us": { delimiter: ",", decimalComma: false, forExcel: true },
  "excel-eu": { delimiter: ";", decimalComma: false, forExcel: true },
  "excel-ru": { delimiter: ";", decimalComma: true, forExcel: true }
}

/** The first characters that a guard is put before (https://owasp.org/www-community/attacks/CSV_Injection), and the guard. */
export const guarded = "=+-@\t\r＝＋－＠'"

const byteOrderMark = "\u{FEFF}"

const withoutNul = (text: string) =>
  `case when contains(${text}, chr(0)) then replace(${text}, chr(0), '\u{FFFD}') else ${text} end`

// Comparing strings is cheap, taking their first character is not: most begin with a digit or a letter.
const mayBeGuarded = (text: string) =>
  `(${text} < '0' or (${text} >= ':' and ${text} < 'A') or ${text} >= '＋')`

const withGuard = (text: string) =>
  `case when ${mayBeGuarded(text)} and ${text} <> '' and contains(${literal(guarded)}, ${text}[1]) then '''' || ${text} else ${text} end`

const fractional: ReadonlyArray<DuckDBTypeId> = [
  DuckDBTypeId.DOUBLE,
  DuckDBTypeId.FLOAT,
  DuckDBTypeId.DECIMAL
]

const value = (column: QueryColumn, zone: string, dialect: CsvDialect) => {
  const at = columnAt(column.position)
  const kind = valueKind(column.type)
  if (kind === "boolean") return at
  if (kind !== "number") return valueText(column.type, at, zone)
  const comma = dialect.decimalComma && fractional.includes(column.type.typeId)
  return comma ? `replace(${at}::varchar, '.', ',')` : at
}

/** The SELECT whose rows are the cells of the file, in the table's order. */
export const csvSelect = (
  table: ExportTable,
  all: ReadonlyArray<QueryColumn>,
  shown: ReadonlyArray<QueryColumn>,
  zone: string,
  profile: CsvProfile
) => {
  const dialect = csvProfiles[profile]
  const select = (cell: (at: string, column: QueryColumn) => string, from: string) => {
    const cells = shown.map((column) => {
      const at = columnAt(column.position)
      return `${cell(at, column)} as ${at}`
    })
    return `select ${cells.join(", ")} from ${from}`
  }
  const isText = (column: QueryColumn) => valueKind(column.type) === "text"
  const values = select((_, column) => value(column, zone, dialect), wrapped(table, all.length))
  const clean = select((at, column) => (isText(column) ? withoutNul(at) : at), `(${values})`)
  const safe = dialect.forExcel
    ? select((at, column) => (isText(column) ? withGuard(at) : at), `(${clean})`)
    : clean
  return shown.length === 1 ? select((at) => `coalesce(${at}::varchar, '')`, `(${safe})`) : safe
}

/** The header line without its line end; it begins with the byte-order mark where the profile has one. */
export const csvHeader = (names: ReadonlyArray<string>, profile: CsvProfile) => {
  const { delimiter, forExcel } = csvProfiles[profile]
  const cells = names.map((name) => {
    const plain = name.replaceAll("\0", "\u{FFFD}")
    const safe = forExcel && plain !== "" && guarded.includes(plain.charAt(0)) ? `'${plain}` : plain
    return /^$|^\s|\s$|[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  })
  return (forExcel ? byteOrderMark : "") + cells.join(delimiter)
}

/** The statement that writes the rows under a header to a path. Its count of rows is its answer. */
export const csvCopy = (select: string, header: string, profile: CsvProfile, path: string) => {
  const options = [
    "format csv",
    "header false",
    `delimiter ${literal(csvProfiles[profile].delimiter)}`,
    `prefix ${literal(`${header}\r\n`)}`,
    "suffix '\r\n'",
    "new_line '\\r\\n'",
    "compression none",
    "use_tmp_file false"
  ]
  return `copy (${select}) to ${literal(resolve(path))} (${options.join(", ")})`
}
