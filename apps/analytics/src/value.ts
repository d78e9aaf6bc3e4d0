// DuckDB's values as JSON has them: times as RFC 3339 in UTC, integers as numbers when exact, else as text.
import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue
} from "@duckdb/node-api"

export type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [name: string]: Json }

/** Microseconds since 1970 as `2026-01-31T14:05:09Z`, with a fraction where there is one. */
export const rfc3339 = (micros: bigint): string => {
  const millis = micros / 1000n - (micros % 1000n < 0n ? 1n : 0n)
  const rest = micros - millis * 1000n
  if (millis < -62_135_596_800_000n || millis > 253_402_300_799_999n) return `${micros} µs`
  const text = new Date(Number(millis)).toISOString()
  const fraction = `${text.slice(20, 23)}${String(rest).padStart(3, "0")}`.replace(/0+$/, "")
  return `${text.slice(0, 19)}${fraction === "" ? "" : `.${fraction}`}Z`
}

const exact = (value: bigint): number | string =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : String(value)

const exactDecimal = (value: DuckDBDecimalValue): number | string => {
  const text = value.toString()
  return text.replace(/[-.]/g, "").replace(/^0+/, "").length <= 15 ? Number(text) : text
}

/** A value of a result as JSON; `type` tells JSON text from other text. */
export const toJson = (value: DuckDBValue, type?: DuckDBType): Json => {
  if (value === null || typeof value === "boolean") return value
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value)
  if (typeof value === "bigint") return exact(value)
  if (typeof value === "string") return type?.alias === "JSON" ? parsed(value) : value
  if (value instanceof DuckDBTimestampTZValue || value instanceof DuckDBTimestampValue)
    return rfc3339(value.micros)
  if (value instanceof DuckDBDateValue) return value.toString()
  if (value instanceof DuckDBDecimalValue) return exactDecimal(value)
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString("base64")
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) {
    const item = type?.typeId === DuckDBTypeId.LIST && "valueType" in type ? type.valueType : undefined
    return value.items.map((held) => toJson(held, item))
  }
  if (value instanceof DuckDBStructValue)
    return Object.fromEntries(Object.entries(value.entries).map(([name, held]) => [name, toJson(held)]))
  if (value instanceof DuckDBMapValue)
    return value.entries.map(({ key, value: held }) => ({ key: toJson(key), value: toJson(held) }))
  return String(value)
}

const parsed = (text: string): Json => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
