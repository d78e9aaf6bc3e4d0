// An answer as text: a table for eyes, JSON for programs, CSV and Markdown for other places.
//
// JSON has times in UTC; the others show them in the zone. Only the table looks at all rows before the first
// one is shown, for its widths; the others stream.
import { type Json, type Result, type ResultColumn, toJson } from "@chatledger/analytics"
import type { DuckDBValue } from "@duckdb/node-api"
import { DuckDBTimestampTZValue, DuckDBTypeId } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import Papa from "papaparse"
import { onOneLine } from "../terminal-text.ts"
import { displayWidth, zonedTime } from "./cell-text.ts"

export type TextFormat = "table" | "json" | "ndjson" | "csv" | "markdown"

/** Takes the next piece of text. */
export type Write<E, R> = (text: string) => Effect.Effect<void, E, R>

export interface TextOptions {
  readonly timeZone: string
  readonly isTerminal: boolean
  readonly columns: number
  /** Rows that a table shows at most; all by default. */
  readonly maxRows?: number
}

type Row = ReadonlyArray<DuckDBValue>

const toObject = (columns: ReadonlyArray<ResultColumn>, row: Row): Json =>
  Object.fromEntries(columns.map(({ name, type }, index) => [name, toJson(row[index] ?? null, type)]))

/** A value as one text, times in the zone. */
const toText = (value: DuckDBValue, column: ResultColumn, timeZone: string): string => {
  if (value === null) return ""
  if (value instanceof DuckDBTimestampTZValue) return zonedTime(value, timeZone)
  const json = toJson(value, column.type)
  return typeof json === "string" ? json : JSON.stringify(json)
}

const eachChunk = Effect.fnUntraced(function* <E, R>(
  result: Result,
  use: (rows: ReadonlyArray<Row>) => Effect.Effect<void, E, R>
) {
  for (let rows = yield* result.next; rows !== undefined; rows = yield* result.next) yield* use(rows)
})

const json = Effect.fnUntraced(function* <E, R>(result: Result, print: Write<E, R>) {
  let before = "["
  yield* eachChunk(result, (rows) => {
    const text = rows.map(
      (row, index) => `${index === 0 ? before : ","}\n${JSON.stringify(toObject(result.columns, row))}`
    )
    before = ","
    return print(text.join(""))
  })
  yield* print(before === "[" ? "[]\n" : "\n]\n")
})

const ndjson = <E, R>(result: Result, print: Write<E, R>) =>
  eachChunk(result, (rows) =>
    print(rows.map((row) => `${JSON.stringify(toObject(result.columns, row))}\n`).join(""))
  )

const csv = Effect.fnUntraced(function* <E, R>(result: Result, options: TextOptions, print: Write<E, R>) {
  const line = (cells: ReadonlyArray<ReadonlyArray<string>>) =>
    `${Papa.unparse(
      cells.map((row) => [...row]),
      { newline: "\r\n" }
    )}\r\n`
  yield* print(line([result.columns.map(({ name }) => name)]))
  yield* eachChunk(result, (rows) =>
    print(
      line(
        rows.map((row) => result.columns.map((column, i) => toText(row[i] ?? null, column, options.timeZone)))
      )
    )
  )
})

const markdown = Effect.fnUntraced(function* <E, R>(
  result: Result,
  options: TextOptions,
  print: Write<E, R>
) {
  const cell = (text: string) =>
    onOneLine(text).replaceAll("\\", "\\\\").replaceAll("|", "\\|").replaceAll("<", "&lt;")
  const line = (cells: ReadonlyArray<string>) => `| ${cells.map(cell).join(" | ")} |\n`
  yield* print(line(result.columns.map(({ name }) => name)))
  yield* print(`|${result.columns.map((column) => (isNumber(column) ? " --: " : " --- ")).join("|")}|\n`)
  yield* eachChunk(result, (rows) =>
    print(
      rows
        .map((row) =>
          line(result.columns.map((column, i) => toText(row[i] ?? null, column, options.timeZone)))
        )
        .join("")
    )
  )
})

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

const isNumber = (column: ResultColumn) => numberTypes.has(column.type.typeId)

const WIDEST_CELL = 60
const NARROWEST_CELL = 6
const GAP = 2

/** Shortens the widest columns until the line fits. */
const fitted = (widths: ReadonlyArray<number>, columns: number): ReadonlyArray<number> => {
  const fit = [...widths]
  const total = () => fit.reduce((sum, width) => sum + width + GAP, 0)
  while (total() > columns) {
    const widest = fit.indexOf(Math.max(...fit))
    if ((fit[widest] ?? 0) <= NARROWEST_CELL) return fit
    fit[widest] = (fit[widest] ?? 0) - 1
  }
  return fit
}

const cut = (text: string, width: number): string => {
  if (displayWidth(text) <= width) return text
  let short = ""
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (displayWidth(short) + displayWidth(segment) >= width) break
    short += segment
  }
  return `${short}…`
}

const table = Effect.fnUntraced(function* <E, R>(result: Result, options: TextOptions, print: Write<E, R>) {
  const cells: Array<ReadonlyArray<string>> = []
  yield* eachChunk(result, (rows) =>
    Effect.sync(() => {
      for (const row of rows)
        cells.push(
          result.columns.map((column, i) => onOneLine(toText(row[i] ?? null, column, options.timeZone)))
        )
    })
  )
  const heads = result.columns.map(({ name }) => onOneLine(name))
  const natural = heads.map((head, i) =>
    cells.reduce(
      (widest, row) => Math.max(widest, Math.min(WIDEST_CELL, displayWidth(row[i] ?? ""))),
      displayWidth(head)
    )
  )
  const widths = options.isTerminal ? fitted(natural, options.columns) : natural
  const line = (row: ReadonlyArray<string>) =>
    `${row
      .map((text, i) => {
        const short = cut(text, widths[i] ?? 0)
        const space = " ".repeat(Math.max(0, (widths[i] ?? 0) - displayWidth(short)))
        const column = result.columns[i]
        return column !== undefined && isNumber(column) ? space + short : short + space
      })
      .join(" ".repeat(GAP))
      .trimEnd()}\n`
  yield* print(line(heads))
  yield* print(line(widths.map((width) => "─".repeat(width))))
  const shown = cells.slice(0, options.maxRows ?? cells.length)
  for (const row of shown) yield* print(line(row))
  if (shown.length < cells.length) yield* print(`… and ${cells.length - shown.length} more\n`)
})

/** Writes an answer as text, piece by piece. */
export const writeResult = Effect.fnUntraced(function* <E, R>(
  result: Result,
  format: TextFormat,
  options: TextOptions,
  print: Write<E, R>
) {
  switch (format) {
    case "json":
      return yield* json(result, print)
    case "ndjson":
      return yield* ndjson(result, print)
    case "csv":
      return yield* csv(result, options, print)
    case "markdown":
      return yield* markdown(result, options, print)
    case "table":
      return yield* table(result, options, print)
  }
})
