// A text table: columns as wide as their cells, numbers on the right, NULL empty.
//
// On a terminal it fits the window: texts are truncated, headings wrap, columns that do not fit are named below, and
// after a number of rows the rest is counted. Elsewhere all rows are written. Gotcha: widths come from the first rows,
// because
// the others are not held in memory; a wider cell further down is truncated.
import type { Locale, Result, ResultColumn, ResultRow } from "@chatledger/analytics"
import * as Effect from "effect/Effect"
import { languages } from "../messages/languages.ts"
import { onOneLine } from "../terminal/text.ts"
import { type Measured, measured } from "../terminal/width.ts"
import { isNumber, isText, screenText } from "./cell-text.ts"
import { boxed, type Frame, plain } from "./table-frame.ts"
import { fitted, placed, widened, withoutExtras } from "./table-widths.ts"
import { wrapped } from "./wrapped.ts"

export interface TableOptions {
  readonly isTerminal: boolean
  /** Columns of the terminal. */
  readonly columns: number
  /** Most rows shown; default 1,000 on a terminal, all elsewhere. */
  readonly maxRows?: number
  /** Draws lines around the cells. */
  readonly isBoxed?: boolean
  /** True to fit the table to `columns`; default on a terminal. */
  readonly isFitted?: boolean
  /** The language of the text below; default en. */
  readonly locale?: Locale
}

/** A column to show. */
export interface TableColumn {
  readonly name: string
  readonly isRight: boolean
  /** True for text, which may be truncated. */
  readonly isText: boolean
  /** True for a column that is left out before text columns become too narrow. */
  readonly isExtra?: boolean
  /** Undefined for NULL. */
  readonly text: (row: ResultRow) => string | undefined
}

/** The columns of the result, unchanged. */
export const plainColumns = (columns: ReadonlyArray<ResultColumn>): ReadonlyArray<TableColumn> =>
  columns.map((column, i) => ({
    name: column.name,
    isRight: isNumber(column),
    isText: isText(column),
    text: (row) => {
      const value = row[i] ?? null
      return value === null ? undefined : screenText(value, column)
    }
  }))

const ROWS_ON_TERMINAL = 1000
const ROWS_MEASURED = 5000
const WIDEST_CELL = 60
/** Minimum width of a truncated text; numbers and times are not truncated, as that would change their meaning. */
const NARROWEST_TEXT = 10
/** Minimum width of text columns before an extra column is shown. */
const ROOMY_TEXT = 24

const NOTHING: Measured = { text: "", width: 0 }
/** More characters than the widest cell needs, so that a text of megabytes costs no more than a line. */
const CHARACTERS_READ = 600

const cell = (text: string): Measured => measured(onOneLine(text.slice(0, CHARACTERS_READ)), WIDEST_CELL)

/** A heading on as many lines as its column needs; breaks after underscores. */
const headLines = (name: string, most: number): ReadonlyArray<string> => {
  const lines: Array<string> = [""]
  for (const part of name.split(/(?<=_)(?=.)/)) {
    const last = lines.at(-1) ?? ""
    if (last === "" || last.length + part.length <= most) lines[lines.length - 1] = last + part
    else lines.push(part)
  }
  return lines
}

const widestPart = (name: string): number =>
  name.split(/(?<=_)(?=.)/).reduce((widest, part) => Math.max(widest, cell(part).width), 0)

/** The first rows of a result, and the rest of it. */
export interface ReadRows {
  readonly first: ReadonlyArray<ResultRow>
  readonly result: Result
}

/** Reads at least `least` rows, or all. */
export const readRows = Effect.fnUntraced(function* (result: Result, least: number) {
  const first: Array<ResultRow> = []
  for (let rows = yield* result.next; rows !== undefined; rows = yield* result.next) {
    for (const row of rows) first.push(row)
    if (first.length >= least) return { first, result, isWhole: false }
  }
  return { first, result, isWhole: true }
})

/** Number of rows that determine the widths. */
export const measuredRows = (options: TableOptions): number =>
  Math.min(options.maxRows ?? (options.isTerminal ? ROWS_ON_TERMINAL : ROWS_MEASURED), ROWS_MEASURED)

export const writeTable = Effect.fnUntraced(function* <E, R>(
  result: Result,
  options: TableOptions,
  write: (text: string) => Effect.Effect<void, E, R>
) {
  const read = yield* readRows(result, measuredRows(options))
  yield* writeColumns(read, plainColumns(result.columns), options, write)
})

/** Writes rows as a table of columns. */
export const writeColumns = Effect.fnUntraced(function* <E, R>(
  { first: read, result }: ReadRows,
  columns: ReadonlyArray<TableColumn>,
  options: TableOptions,
  write: (text: string) => Effect.Effect<void, E, R>
) {
  const words = languages[options.locale ?? "en"].table
  const isFitted = options.isFitted ?? options.isTerminal
  const maxRows = options.maxRows ?? (options.isTerminal ? ROWS_ON_TERMINAL : Number.POSITIVE_INFINITY)
  const cellsOf = (row: ResultRow) =>
    columns.map(({ text }) => {
      const shown = text(row)
      return shown === undefined ? NOTHING : cell(shown)
    })
  const first = read.map(cellsOf)
  const heads = columns.map(({ name }) => cell(name))
  const cellWidths = columns.map((_, i) =>
    first.reduce((widest, row) => Math.max(widest, row[i]?.width ?? 0), 0)
  )
  const unbroken = cellWidths.map((width, i) => Math.max(width, heads[i]?.width ?? 0))
  const narrowest = columns.map(({ isText, name }, i) => {
    const least = Math.min(unbroken[i] ?? 0, NARROWEST_TEXT)
    return isText ? least : Math.max(Math.min(least, widestPart(name)), cellWidths[i] ?? 0)
  })
  const frames = options.isBoxed === true ? boxed : plain
  const { left, gap, right } = frames.cells
  const room = options.columns - left.length - right.length
  const isTooWide = isFitted && unbroken.reduce((sum, width) => sum + width + gap.length, -gap.length) > room
  // Headings of figures wrap before texts are truncated.
  const natural = isTooWide
    ? unbroken.map((width, i) =>
        columns[i]?.isText === true ? width : Math.max(cellWidths[i] ?? 0, widestPart(columns[i]?.name ?? ""))
      )
    : unbroken
  const roomy = columns.map(({ isText }, i) => Math.min(natural[i] ?? 0, isText ? ROOMY_TEXT : WIDEST_CELL))
  const comfortable = withoutExtras(columns, roomy, room, gap.length)
  const fit = isFitted ? fitted(natural.slice(0, comfortable), narrowest, room, gap.length) : natural
  const shownColumns = isFitted ? Math.min(placed(fit, room, gap.length), comfortable) : fit.length
  // A single column that does not fit is truncated.
  const widths =
    isFitted && shownColumns === 1
      ? [Math.max(1, Math.min(fit[0] ?? 1, room))]
      : widened(fit.slice(0, shownColumns), unbroken, room, gap.length)

  const line = (cells: ReadonlyArray<Measured>) => {
    const padded = widths.slice(0, shownColumns).map((most, i) => {
      const own = cells[i] ?? NOTHING
      const { text, width } = own.width <= most ? own : measured(own.text, most)
      const space = " ".repeat(most - width)
      return columns[i]?.isRight === true ? space + text : text + space
    })
    return `${(left + padded.join(gap) + right).trimEnd()}\n`
  }
  const drawn = (frame: Frame | undefined) => {
    const lines = widths.slice(0, shownColumns).map((width) => "─".repeat(width))
    return frame === undefined ? "" : `${frame.left}${lines.join(frame.gap)}${frame.right}\n`
  }
  const parts = heads.slice(0, shownColumns).map(({ text }, i) => headLines(text, widths[i] ?? 0))
  const deep = Math.max(1, ...parts.map((lines) => lines.length))
  const head = Array.from({ length: deep }, (_, i) =>
    line(parts.map((lines) => cell(lines[i - deep + lines.length] ?? "")))
  )
  yield* write(drawn(frames.top) + head.join("") + drawn(frames.rule))
  let shown = Math.min(maxRows, first.length)
  let hidden = first.length - shown
  yield* write(first.slice(0, shown).map(line).join(""))
  while (shown < maxRows) {
    const rows = yield* result.next
    if (rows === undefined) break
    const fitting = rows.slice(0, maxRows - shown)
    yield* write(fitting.map((row) => line(cellsOf(row))).join(""))
    shown += fitting.length
    hidden += rows.length - fitting.length
  }
  yield* write(drawn(frames.bottom))
  hidden += yield* result.rest
  if (hidden > 0) yield* write(`… ${words.moreRows(hidden)}\n`)
  if (shownColumns === columns.length) return
  const names = heads.slice(shownColumns).map(({ text }) => text)
  yield* write(wrapped(`… ${words.moreColumns(names.length, names)}`.split(" "), options.columns))
})
