// DuckDB values as JSON: times as RFC 3339 in UTC, integers as numbers if exact, otherwise as text.
//
// A TIMESTAMP without a zone is written without one, because it is unknown. BLOB is base64, INTERVAL and UUID are
// text, a MAP is an object. Numbers inside JSON follow the same rule; JSON with more than
// a thousand levels stays text. Gotcha: NaN and infinity,
// which JSON lacks, are text.
import {
  DuckDBArrayType,
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListType,
  DuckDBListValue,
  DuckDBMapType,
  DuckDBMapValue,
  DuckDBStructType,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBType,
  DuckDBTypeId,
  DuckDBUnionType,
  DuckDBUnionValue,
  type DuckDBValue
} from "@duckdb/node-api"

/** A JSON value. */
export type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [name: string]: Json }

const FIRST_MICROS = -62_135_596_800_000_000n
const LAST_MICROS = 253_402_300_799_999_999n

/** True for the years 1 to 9999, which four digits can show. */
const isInCalendar = (micros: bigint): boolean => micros >= FIRST_MICROS && micros <= LAST_MICROS

/** The fraction of a second, such as `.123456`, without trailing zeros; empty for none. */
const fractionText = (micros: bigint): string => {
  const rest = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n
  return rest === 0n ? "" : `.${String(rest).padStart(6, "0").replace(/0+$/, "")}`
}

/**
 * Microseconds since 1970 as `2026-01-31T14:05:09Z`, with a fraction if there is one; in DuckDB's form outside the years 1
 * to 9999.
 */
export const rfc3339 = (micros: bigint): string => {
  if (!isInCalendar(micros)) return new DuckDBTimestampValue(micros).toString()
  const millis = micros / 1000n - (micros % 1000n < 0n ? 1n : 0n)
  return `${new Date(Number(millis)).toISOString().slice(0, 19)}${fractionText(micros)}Z`
}

type Separator = "T" | " "

const exact = (value: bigint): number | string =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : String(value)

const EXACT_DIGITS = 15

const exactDecimal = (value: DuckDBDecimalValue): number | string => {
  const text = value.toString()
  return text.replace(/[-.]/g, "").replace(/^0+/, "").length <= EXACT_DIGITS ? Number(text) : text
}

/** The shortest number that is the same FLOAT. */
const fromFloat = (value: number): number => {
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return short
  }
  return value
}

const fromNumber = (value: number, type: DuckDBType | undefined): Json => {
  if (!Number.isFinite(value)) return String(value)
  return type?.typeId === DuckDBTypeId.FLOAT ? fromFloat(value) : value
}

const isRounded = (value: number, source: string): boolean =>
  !Number.isFinite(value) || (!Number.isSafeInteger(value) && /^-?\d+$/.test(source))

/** Replaces numbers that JavaScript would round with their digits. */
const keepDigits = (_name: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === "number" && context?.source !== undefined && isRounded(value, context.source)
    ? context.source
    : value

/** Most levels of lists and objects in JSON that is parsed; most parsers accept no more. */
const DEEPEST = 1000

/** True for JSON text with more nested lists and objects. */
const isTooDeep = (text: string): boolean => {
  if (text.length < 2 * DEEPEST) return false
  let depth = 0
  for (const [mark] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/gs)) {
    if (mark === "[" || mark === "{") depth += 1
    if (mark === "]" || mark === "}") depth -= 1
    if (depth > DEEPEST) return true
  }
  return false
}

const mayRound = /\d{16}|\d[eE]\+?\d{3}/

const parsed = (text: string): Json => {
  if (isTooDeep(text)) return text
  try {
    return mayRound.test(text) ? (JSON.parse(text, keepDigits) as Json) : JSON.parse(text)
  } catch {
    return text
  }
}

const dateText = (value: DuckDBDateValue): string =>
  value.isFinite ? value.toString() : value.days > 0 ? "infinity" : "-infinity"

const fromNested = (value: DuckDBValue, type: DuckDBType | undefined, separator: Separator): Json => {
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) {
    const item =
      type instanceof DuckDBListType || type instanceof DuckDBArrayType ? type.valueType : undefined
    return value.items.map((held) => toJson(held, item, separator))
  }
  if (value instanceof DuckDBStructValue) {
    const types = type instanceof DuckDBStructType ? type.entryTypes : []
    return Object.fromEntries(
      Object.entries(value.entries).map(([name, held], i) => [name, toJson(held, types[i], separator)])
    )
  }
  if (value instanceof DuckDBMapValue) {
    const { keyType, valueType } = type instanceof DuckDBMapType ? type : {}
    return Object.fromEntries(
      value.entries.map(({ key, value: held }) => [
        String(toJson(key, keyType, separator)),
        toJson(held, valueType, separator)
      ])
    )
  }
  if (value instanceof DuckDBUnionValue) {
    const member =
      type instanceof DuckDBUnionType ? type.memberTypes[type.memberTags.indexOf(value.tag)] : undefined
    return { [value.tag]: toJson(value.value, member, separator) }
  }
  return String(value)
}

/**
 * A value of a result as JSON. `type` distinguishes JSON text from other text; `separator` is between the date and time of
 * a time without a zone.
 */
export const toJson = (value: DuckDBValue, type?: DuckDBType, separator: Separator = "T"): Json => {
  if (value === null || typeof value === "boolean") return value
  if (typeof value === "number") return fromNumber(value, type)
  if (typeof value === "bigint") return exact(value)
  if (typeof value === "string") return type?.alias === "JSON" ? parsed(value) : value
  if (value instanceof DuckDBTimestampTZValue) return rfc3339(value.micros)
  if (
    value instanceof DuckDBTimestampValue ||
    value instanceof DuckDBTimestampNanosecondsValue ||
    value instanceof DuckDBTimestampMillisecondsValue ||
    value instanceof DuckDBTimestampSecondsValue
  )
    return value.toString().replace(/^(\d{4}-\d\d-\d\d) (?=\d\d:)/, `$1${separator}`)
  if (value instanceof DuckDBDateValue) return dateText(value)
  if (value instanceof DuckDBDecimalValue) return exactDecimal(value)
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString("base64")
  return fromNested(value, type, separator)
}
