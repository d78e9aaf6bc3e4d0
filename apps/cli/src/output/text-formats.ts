// Answers as text: a table for people, JSON for programs, CSV and Markdown for other uses.
//
// JSON has times in UTC; the others in the zone. All are streamed by row. CSV is the same as in exported
// files: NULL is empty, an empty text is `""`. On a terminal, CSV shows control characters as symbols; JSON
// always escapes them.
import { type Json, type Result, type ResultRow, toJson } from "@chatledger/analytics"
import * as Effect from "effect/Effect"
import Papa from "papaparse"
import { harmless, harmlessJson } from "../terminal/text.ts"
import { cellText, isNumber } from "./cell-text.ts"
import type { TextFormat } from "./format.ts"
import type { ReadableOptions } from "./readable-columns.ts"
import { writeReadable } from "./readable-table.ts"
import { type TableOptions, writeTable } from "./text-table.ts"

/** Writes a chunk of text. */
export type Write<E, R> = (text: string) => Effect.Effect<void, E, R>

export interface TextOptions extends TableOptions {
  /** Options of a readable table; undefined for columns as they are. */
  readonly readable?: ReadableOptions
}

/** The zone for a format's times, as a parameter of `query`; undefined for JSON, which has instants. */
export const clocksOf = (format: TextFormat, timeZone: string): string | undefined =>
  format === "json" || format === "ndjson" ? undefined : timeZone

const eachChunk = Effect.fnUntraced(function* <E, R>(
  result: Result,
  use: (rows: ReadonlyArray<ResultRow>) => Effect.Effect<void, E, R>
) {
  for (let rows = yield* result.next; rows !== undefined; rows = yield* result.next) yield* use(rows)
})

const jsonText = ({ columns }: Result, row: ResultRow): string => {
  const object: Json = Object.fromEntries(
    columns.map(({ name, type }, index) => [name, toJson(row[index] ?? null, type)])
  )
  return harmlessJson(JSON.stringify(object))
}

const json = Effect.fnUntraced(function* <E, R>(result: Result, write: Write<E, R>) {
  let before = "["
  yield* eachChunk(result, (rows) => {
    const text = rows.map((row, index) => `${index === 0 ? before : ","}\n${jsonText(result, row)}`)
    before = ","
    return write(text.join(""))
  })
  yield* write(before === "[" ? "[]\n" : "\n]\n")
})

const ndjson = <E, R>(result: Result, write: Write<E, R>) =>
  eachChunk(result, (rows) => write(rows.map((row) => `${jsonText(result, row)}\n`).join("")))

const csv = Effect.fnUntraced(function* <E, R>(result: Result, options: TextOptions, write: Write<E, R>) {
  const { columns } = result
  const shown = (text: string) => (options.isTerminal ? harmless(text) : text.replaceAll("\0", "\ufffd"))
  // Readers would skip a line of one empty cell.
  const none = columns.length === 1 ? "" : null
  const lines = (cells: ReadonlyArray<ReadonlyArray<string | null>>) => {
    const rows = cells.map((row) => [...row])
    return `${Papa.unparse(rows, { newline: "\r\n", quotes: (value) => value === "" })}\r\n`
  }
  yield* write(lines([columns.map(({ name }) => shown(name))]))
  yield* eachChunk(result, (rows) =>
    write(
      lines(
        rows.map((row) =>
          columns.map((column, i) => {
            const value = row[i] ?? null
            return value === null ? none : shown(cellText(value, column))
          })
        )
      )
    )
  )
})

/** Escapes a cell so that nothing in it is Markdown or HTML; an underscore within a word needs no escape. */
const markdownCell = (text: string) =>
  harmless(text.replace(/\r\n?/g, "\n"))
    .replace(/[\\|`*[\]~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\n", "<br>")

const markdown = Effect.fnUntraced(function* <E, R>(
  result: Result,
  options: TextOptions,
  write: Write<E, R>
) {
  const { columns } = result
  const line = (cells: ReadonlyArray<string>) => `| ${cells.map(markdownCell).join(" | ")} |\n`
  const rule = `|${columns.map((column) => (isNumber(column) ? " --: " : " --- ")).join("|")}|\n`
  yield* write(line(columns.map(({ name }) => name)) + rule)
  yield* eachChunk(result, (rows) =>
    write(
      rows
        .map((row) =>
          line(
            columns.map((column, i) => {
              const value = row[i] ?? null
              return value === null ? "" : cellText(value, column)
            })
          )
        )
        .join("")
    )
  )
})

/** Writes an answer as text, in chunks. */
export const writeResult = Effect.fnUntraced(function* <E, R>(
  result: Result,
  format: TextFormat,
  options: TextOptions,
  write: Write<E, R>
) {
  switch (format) {
    case "json":
      return yield* json(result, write)
    case "ndjson":
      return yield* ndjson(result, write)
    case "csv":
      return yield* csv(result, options, write)
    case "markdown":
      return yield* markdown(result, options, write)
    case "table":
      return options.readable === undefined
        ? yield* writeTable(result, options, write)
        : yield* writeReadable(result, options, options.readable, write)
  }
})
