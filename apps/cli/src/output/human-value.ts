// Formats values for people: durations, shares, sizes, weekdays, and times to the minute.
//
// The kind follows from the column's name: `…_seconds`, `share`, `bytes`, `weekday`.
import type { Locale, ResultColumn } from "@chatledger/analytics"
import { DuckDBTypeId, type DuckDBValue } from "@duckdb/node-api"
import { durationText, sizeText } from "../messages/unit-text.ts"
import { cellText, isNumber, screenText } from "./cell-text.ts"

const shareText = (share: number) => `${Math.round(share * 100)} %`

/** 2024-01-01 was a Monday; days are numbered from 1, as in ISO 8601. */
const weekdayText = (day: number, locale: Locale) =>
  new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" }).format(
    new Date(Date.UTC(2024, 0, day))
  )

type Kind = "duration" | "share" | "size" | "weekday" | "other"

const kindOf = (column: ResultColumn): Kind => {
  if (!isNumber(column)) return "other"
  if (/(^|_)seconds(_|$)/.test(column.name)) return "duration"
  if (/(^|_)share$/.test(column.name)) return "share"
  if (/^(bytes|byte_count)$/.test(column.name)) return "size"
  return column.name === "weekday" ? "weekday" : "other"
}

/** For example `median_to_read` for `median_seconds_to_read`; a column that is called `seconds` stays so. */
export const withoutUnit = (name: string): string =>
  name.replace(/_?seconds_?/, (unit) => (/^_.*_$/.test(unit) ? "_" : "")) || name

/** The name of a column without its unit, if its cells show the unit. */
export const nameWithoutUnit = (column: ResultColumn): string =>
  kindOf(column) === "duration" ? withoutUnit(column.name) : column.name

/** A value other than NULL, formatted for people. */
export const humanText = (value: DuckDBValue, column: ResultColumn, locale: Locale): string => {
  const kind = kindOf(column)
  const number = kind === "other" ? Number.NaN : Number(cellText(value, column))
  if (Number.isFinite(number)) {
    if (kind === "duration") return durationText(number, locale)
    if (kind === "share") return shareText(number)
    if (kind === "size") return sizeText(number, locale)
    return weekdayText(number, locale)
  }
  const text = screenText(value, column)
  const { typeId } = column.type
  if (typeId === DuckDBTypeId.TIMESTAMP || typeId === DuckDBTypeId.TIMESTAMP_TZ)
    return text.replace(/^(\d{4}-\d\d-\d\d[ T]\d\d:\d\d):\d\d(\.\d+)?/, "$1")
  return typeId === DuckDBTypeId.LIST ? listText(text) : text
}

/** Shows `["a","b"]` as `a, b`. */
const listText = (text: string): string => {
  const items: unknown = JSON.parse(text)
  return Array.isArray(items) && items.every((item) => typeof item === "string") ? items.join(", ") : text
}
