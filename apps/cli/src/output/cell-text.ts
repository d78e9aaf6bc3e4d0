// How one value looks in a column of text.
import type { DuckDBTimestampTZValue } from "@duckdb/node-api"
import { displayWidth as widthOf } from "effect/cli/CliOutput"

const zones = new Map<string, Intl.DateTimeFormat>()

const zoneFormat = (timeZone: string) => {
  const known = zones.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" })
  zones.set(timeZone, made)
  return made
}

/** `2026-01-31 14:05:09` in the zone; a time that no calendar shows stays as DuckDB writes it. */
export const zonedTime = (value: DuckDBTimestampTZValue, timeZone: string): string => {
  const date = new Date(Number(value.micros / 1000n))
  return Number.isNaN(date.getTime()) ? value.toString() : zoneFormat(timeZone).format(date)
}

const plain = /^[\u0020-\u007e]*$/

/** Columns that a text takes on a terminal. */
export const displayWidth = (text: string): number => (plain.test(text) ? text.length : widthOf(text))
