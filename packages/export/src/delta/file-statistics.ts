// Statistics of a file in the log: row count, and minimum and maximum of numbers and times, so that engines can skip files.
//
// Times are truncated to milliseconds, so the maximum is rounded up. Texts have no statistics: chat ids are in every file.
import { DuckDBTypeId } from "@duckdb/node-api"
import type { QueryColumn } from "../table.ts"

/** Column statistics of COPY, by name: min, max, null_count. */
export type ColumnFigures = ReadonlyMap<string, Readonly<Record<string, string>>>

const numbers: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT
])

const instant = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/

const timeOf = (text: string, isLast: boolean): string | undefined => {
  const [, day, clock, fraction = ""] = instant.exec(text) ?? []
  if (day === undefined) return undefined
  const micros = Number(fraction.padEnd(6, "0"))
  const millis = isLast ? Math.ceil(micros / 1000) : Math.floor(micros / 1000)
  return new Date(Date.parse(`${day}T${clock}Z`) + millis).toISOString()
}

const boundOf = ({ type }: QueryColumn, text: string | undefined, isLast: boolean) => {
  if (text === undefined) return undefined
  if (type.typeId === DuckDBTypeId.TIMESTAMP_TZ) return timeOf(text, isLast)
  if (!numbers.has(type.typeId)) return undefined
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : undefined
}

/** The statistics of a file as JSON. */
export const statisticsOf = (
  rows: number,
  columns: ReadonlyArray<QueryColumn>,
  figures: ColumnFigures
): string => {
  const minValues: Record<string, unknown> = {}
  const maxValues: Record<string, unknown> = {}
  const nullCount: Record<string, number> = {}
  for (const column of columns) {
    const { max, min, null_count } = figures.get(column.name) ?? {}
    const [least, greatest] = [boundOf(column, min, false), boundOf(column, max, true)]
    if (least === undefined || greatest === undefined) continue
    minValues[column.name] = least
    maxValues[column.name] = greatest
    if (null_count !== undefined) nullCount[column.name] = Number(null_count)
  }
  return JSON.stringify({ numRecords: rows, minValues, maxValues, nullCount })
}
