// Formats one value as text: in a column on the screen, in CSV, in Markdown.
//
// Times are shown as they are: DuckDB has already converted them to wall-clock time. Numbers are written in full, except on
// the screen. JSON is shown as it was sent. The caller handles NULL.
import { type ResultColumn, toJson } from "@chatledger/analytics"
import { DuckDBDecimalValue, DuckDBTypeId, type DuckDBValue } from "@duckdb/node-api"

const numberTypes: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.UHUGEINT,
  DuckDBTypeId.FLOAT,
  DuckDBTypeId.DOUBLE,
  DuckDBTypeId.DECIMAL
])

export const isNumber = (column: ResultColumn): boolean => numberTypes.has(column.type.typeId)

const shortTypes: ReadonlySet<DuckDBTypeId> = new Set([
  ...numberTypes,
  DuckDBTypeId.BOOLEAN,
  DuckDBTypeId.DATE,
  DuckDBTypeId.TIME,
  DuckDBTypeId.TIMESTAMP,
  DuckDBTypeId.TIMESTAMP_TZ
])

/** True for text, and values written like text. */
export const isText = (column: ResultColumn): boolean => !shortTypes.has(column.type.typeId)

const notFinite: Readonly<Record<string, string>> = { NaN: "nan", Infinity: "inf", "-Infinity": "-inf" }

/** A value other than NULL as text. */
export const cellText = (value: DuckDBValue, column: ResultColumn): string => {
  if (value instanceof DuckDBDecimalValue || typeof value === "string") return String(value)
  if (typeof value === "number" && !Number.isFinite(value)) return notFinite[String(value)] ?? String(value)
  const json = toJson(value, column.type, " ")
  return typeof json === "string" ? json : JSON.stringify(json)
}

const DECIMALS = 6

const isNoisy = (value: number) => Math.abs(value) >= 10 ** -DECIMALS && Math.abs(value) < 1e15

/** The same for the screen: times to the second, numbers to six decimals. */
export const screenText = (value: DuckDBValue, column: ResultColumn): string => {
  if (column.type.typeId === DuckDBTypeId.DOUBLE && typeof value === "number" && isNoisy(value))
    return String(Number(value.toFixed(DECIMALS)))
  const text = cellText(value, column)
  return column.type.typeId === DuckDBTypeId.TIMESTAMP_TZ ? text.replace(/\.\d+$/, "") : text
}
