// A readable answer: names and figures fitted to the window, and below it the values that all rows share.
//
// The same text goes to a terminal and a pipe; a terminal shows at most a thousand rows.
import type { Result } from "@chatledger/analytics"
import * as Effect from "effect/Effect"
import { languages } from "../messages/languages.ts"
import { onOneLine } from "../terminal/text.ts"
import { measured } from "../terminal/width.ts"
import { type ReadableOptions, readableColumns, type SameColumn } from "./readable-columns.ts"
import { readRows, type TableOptions, writeColumns } from "./text-table.ts"
import { wrapped } from "./wrapped.ts"

const ROWS_READ = 1000
const WIDEST_VALUE = 60

const sameText = (
  same: ReadonlyArray<SameColumn>,
  rows: number,
  options: ReadableOptions,
  columns: number
) => {
  const words = languages[options.locale].table
  const parts = same.map(({ name, text }, i) => {
    const value = text === undefined ? words.nothing : measured(onOneLine(text), WIDEST_VALUE).text
    return `${name} ${value}${i < same.length - 1 ? "," : ""}`
  })
  return wrapped([words.same(rows), ...parts], columns)
}

export const writeReadable = Effect.fnUntraced(function* <E, R>(
  result: Result,
  options: TableOptions,
  readable: ReadableOptions,
  write: (text: string) => Effect.Effect<void, E, R>
) {
  const read = yield* readRows(result, ROWS_READ)
  const { columns, same } = readableColumns(result.columns, read.first, read.isWhole, readable)
  yield* writeColumns(read, columns, { ...options, locale: readable.locale }, write)
  if (same.length > 0) yield* write(sameText(same, read.first.length, readable, options.columns))
})
