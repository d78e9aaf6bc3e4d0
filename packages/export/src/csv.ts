// CSV by DuckDB's COPY, in four profiles, all with CRLF line ends and quotes only where needed.
// NULL is empty and an empty text is `""`; in a table of one column both are `""`, since readers would skip an empty line.
// The Excel profiles put `'` before text that Excel might read as a formula, and before text that begins with `'`:
// removing one `'` restores the text. Numbers are never guarded. NUL characters become U+FFFD in all profiles.
// Gotcha: do not write the guard with IN: a list of five or more becomes a join, which loses the row order.
import { DuckDBTypeId } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { copyTo, oneTable } from "./copy.ts"
import { type CsvDialect, type CsvProfile, csvProfiles, guarded } from "./csv-profile.ts"
import { columnAt, literal, wrapped } from "./sql-text.ts"
import type { QueryColumn, Table } from "./table.ts"
import { writeText } from "./temp-file.ts"
import { valueKind, valueText } from "./value-text.ts"

const byteOrderMark = "\u{FEFF}"

const withoutNul = (text: string) =>
  `case when contains(${text}, chr(0)) then replace(${text}, chr(0), '\u{FFFD}') else ${text} end`

// String comparison is faster than extracting the first character, mostly a digit or a letter.
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

/** The SELECT for the cells of the file, in the table's order. */
const csvSelect = (
  table: Table,
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

/** The header line without its line end, including the byte-order mark of the profile. */
const csvHeader = (names: ReadonlyArray<string>, profile: CsvProfile) => {
  const { delimiter, forExcel } = csvProfiles[profile]
  const cells = names.map((name) => {
    const plain = name.replaceAll("\0", "\u{FFFD}")
    const safe = forExcel && plain !== "" && guarded.includes(plain.charAt(0)) ? `'${plain}` : plain
    return /^$|^\s|\s$|[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  })
  return (forExcel ? byteOrderMark : "") + cells.join(delimiter)
}

export const writer = oneTable(
  Effect.fnUntraced(function* (connection, { all, shown, table }, file, { csvProfile, timeZone }) {
    const names = shown.map(({ name }) => name)
    const header = csvHeader(names, csvProfile)
    const select = csvSelect(table, all, shown, timeZone, csvProfile)
    const rows = yield* copyTo(connection, table.name, select, file, [
      "format csv",
      "header false",
      `delimiter ${literal(csvProfiles[csvProfile].delimiter)}`,
      `prefix ${literal(`${header}\r\n`)}`,
      "suffix '\r\n'",
      "new_line '\\r\\n'",
      "compression none"
    ])
    // Without rows DuckDB ends the header twice.
    if (rows === 0) yield* writeText(file, `${header}\r\n`)
    return rows
  })
)
