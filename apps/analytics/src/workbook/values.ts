// Converts DuckDB values to cells of a page: counts to numbers, wall-clock times to dates, the rest to text.
//
// Queries of pages return TIMESTAMP in the zone of the file and DATE; the UTC fields of a Date here are that wall-clock
// time.
import type { PageValue } from "@chatledger/export"
import { DuckDBDateValue, DuckDBTimestampValue, type DuckDBValue } from "@duckdb/node-api"

const MILLIS_PER_DAY = 86_400_000

/** Latest time that a spreadsheet can represent: the end of the year 9999. */
const LAST_MILLIS = Date.UTC(9999, 11, 31, 23, 59, 59)
/** Excel's calendar is wrong by a day before March 1900. */
const FIRST_MILLIS = Date.UTC(1900, 2, 1)

const dateOf = (millis: number, text: string): PageValue =>
  millis >= FIRST_MILLIS && millis <= LAST_MILLIS ? new Date(millis) : text

/** A value for a cell of a page. */
export const pageValue = (value: DuckDBValue | undefined): PageValue => {
  if (value === null || value === undefined) return null
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "string") return value
  if (typeof value === "bigint") return Number(value)
  if (value instanceof DuckDBDateValue) return dateOf(value.days * MILLIS_PER_DAY, String(value))
  if (value instanceof DuckDBTimestampValue) return dateOf(Number(value.micros / 1000n), String(value))
  return String(value)
}

/** A count; 0 if there is none. */
export const countOf = (value: DuckDBValue | undefined): number => Number(value ?? 0)

/** Most characters of archive text in a title. */
const MOST_IN_TITLE = 110

/** Text shortened to fit in a title. */
export const titleOf = (text: string): string =>
  text.length > MOST_IN_TITLE ? `${text.slice(0, MOST_IN_TITLE - 1).toWellFormed()}…` : text
