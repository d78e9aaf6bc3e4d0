// Formats values for people: durations, shares, sizes, weekdays, and times to the minute.
//
// The kind follows from the column's name: `…_seconds`, `share`, `bytes`, `weekday`.
import type { Locale, ResultColumn } from "@chatledger/analytics"
import { DuckDBTypeId, type DuckDBValue } from "@duckdb/node-api"
import { languages } from "../messages/languages.ts"
import { cellText, isNumber, screenText } from "./cell-text.ts"

const MINUTE = 60
const HOUR = 3600
const DAY = 86_400

/** Formats seconds with at most two units: `45 s`, `2 min 5 s`, `5 h 12 min`, `3 d 4 h`. */
export const durationText = (seconds: number, locale: Locale): string => {
  const { units } = languages[locale].table
  const whole = Math.round(seconds)
  const pair = (big: number, bigUnit: string, small: number, smallUnit: string) =>
    small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`
  if (whole < MINUTE) return `${whole} ${units.second}`
  if (whole < 10 * MINUTE) return pair(Math.floor(whole / MINUTE), units.minute, whole % MINUTE, units.second)
  const minutes = Math.round(whole / MINUTE)
  if (minutes < 60) return `${minutes} ${units.minute}`
  if (minutes < DAY / MINUTE) return pair(Math.floor(minutes / 60), units.hour, minutes % 60, units.minute)
  const hours = Math.round(whole / HOUR)
  return pair(Math.floor(hours / 24), units.day, hours % 24, units.hour)
}

/** Formats bytes in powers of 1,000: `652 kB`, `1.4 MB`. */
export const sizeText = (bytes: number, locale: Locale): string => {
  const { bytes: units } = languages[locale].table
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  const maximumFractionDigits = unit > 0 && value < 10 ? 1 : 0
  return `${value.toLocaleString(locale, { maximumFractionDigits })} ${units[unit]}`
}

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

/** For example `median_to_read` for `median_seconds_to_read`. */
export const withoutUnit = (name: string): string =>
  name.replace(/_?seconds_?/, (unit) => (/^_.*_$/.test(unit) ? "_" : ""))

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
