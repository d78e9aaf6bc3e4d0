// How one value looks as text: in a column on the screen, in CSV, in Markdown.
//
// Times stand in the zone, also inside of lists; a number is written in full, except on the screen. JSON is shown as
// it was sent. NULL is the caller's business.
import { fractionText, isInCalendar, type ResultColumn, rfc3339, toJson } from "@chatledger/analytics"
import { DuckDBDecimalValue, DuckDBTimestampTZValue, DuckDBTypeId, type DuckDBValue } from "@duckdb/node-api"

const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (timeZone: string) => {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" })
  formats.set(timeZone, made)
  return made
}

/** `2026-01-31 14:05:09` in the zone, with a fraction where there is one. */
const zoned =
  (timeZone: string) =>
  (micros: bigint): string =>
    isInCalendar(micros)
      ? formatOf(timeZone).format(Number(micros / 1000n)) + fractionText(micros)
      : rfc3339(micros)

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

/** True for texts, and values that are written like texts. */
export const isText = (column: ResultColumn): boolean => !shortTypes.has(column.type.typeId)

const notFinite: Readonly<Record<string, string>> = { NaN: "nan", Infinity: "inf", "-Infinity": "-inf" }

/** A value that is not NULL as one text. */
export const cellText = (value: DuckDBValue, column: ResultColumn, timeZone: string): string => {
  const instant = zoned(timeZone)
  if (value instanceof DuckDBTimestampTZValue) return instant(value.micros)
  if (value instanceof DuckDBDecimalValue || typeof value === "string") return String(value)
  if (typeof value === "number" && !Number.isFinite(value)) return notFinite[String(value)] ?? String(value)
  const json = toJson(value, column.type, instant)
  if (typeof json !== "string") return JSON.stringify(json)
  return json.replace(/^(\d{4}-\d\d-\d\d)T(?=\d\d:)/, "$1 ")
}

const DECIMALS = 6

const isNoisy = (value: number) => Math.abs(value) >= 10 ** -DECIMALS && Math.abs(value) < 1e15

/** The same for the screen: times to the second, numbers to the sixth decimal. */
export const screenText = (value: DuckDBValue, column: ResultColumn, timeZone: string): string => {
  if (column.type.typeId === DuckDBTypeId.DOUBLE && typeof value === "number" && isNoisy(value))
    return String(Number(value.toFixed(DECIMALS)))
  const text = cellText(value, column, timeZone)
  return value instanceof DuckDBTimestampTZValue ? text.replace(/\.\d+$/, "") : text
}
