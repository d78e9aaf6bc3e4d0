// A table for eyes: columns as wide as their cells, numbers to the right, NULL as nothing.
//
// On a terminal it fits the window: texts are cut, columns that find no place are named below, and after some rows
// the rest is counted. Elsewhere all rows come. Gotcha: widths are those of the first rows, since more of them are
// not held in memory; a wider cell further down is cut.
import type { Result, ResultColumn, ResultRow } from "@chatledger/analytics"
import type { DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { onOneLine } from "../terminal/text.ts"
import { type Measured, measured } from "../terminal/width.ts"
import { isNumber, isText, screenText } from "./cell-text.ts"

export interface TableOptions {
  readonly isTerminal: boolean
  /** Columns of the terminal. */
  readonly columns: number
  /** Rows that are shown at most; default 1,000 on a terminal, all elsewhere. */
  readonly maxRows?: number
  /** Lines around the cells. */
  readonly isBoxed?: boolean
}

const ROWS_ON_TERMINAL = 1000
const ROWS_MEASURED = 5000
const WIDEST_CELL = 60
/** A text is cut to this at least; a number or a time that is cut would say something else. */
const NARROWEST_TEXT = 10

interface Frame {
  readonly left: string
  readonly gap: string
  readonly right: string
}

/** What stands around and between cells, and in place of that in the lines above, under the head, and below. */
interface Frames {
  readonly cells: Frame
  readonly top: Frame | undefined
  readonly rule: Frame
  readonly bottom: Frame | undefined
}

const plain: Frames = {
  cells: { left: "", gap: "  ", right: "" },
  top: undefined,
  rule: { left: "", gap: "  ", right: "" },
  bottom: undefined
}

const boxed: Frames = {
  cells: { left: "│ ", gap: " │ ", right: " │" },
  top: { left: "┌─", gap: "─┬─", right: "─┐" },
  rule: { left: "├─", gap: "─┼─", right: "─┤" },
  bottom: { left: "└─", gap: "─┴─", right: "─┘" }
}

/** Shortens the widest texts until the line fits, or all are as narrow as can be. */
const fitted = (
  widths: ReadonlyArray<number>,
  narrowest: ReadonlyArray<number>,
  columns: number,
  gap: number
): ReadonlyArray<number> => {
  const fit = [...widths]
  let excess = fit.reduce((sum, width) => sum + width + gap, -gap) - columns
  while (excess > 0) {
    const spare = fit.map((width, i) => (width > (narrowest[i] ?? 0) ? width : 0))
    const widest = spare.indexOf(Math.max(...spare))
    if ((spare[widest] ?? 0) === 0) return fit
    fit[widest] = (fit[widest] ?? 0) - 1
    excess -= 1
  }
  return fit
}

/** How many of the columns have a place on the line. */
const placed = (widths: ReadonlyArray<number>, columns: number, gap: number): number => {
  let used = -gap
  const first = widths.findIndex((width) => {
    used += width + gap
    return used > columns
  })
  return first < 0 ? widths.length : Math.max(1, first)
}

const NOTHING: Measured = { text: "", width: 0 }
/** More characters than the widest cell needs, so that a text of megabytes costs no more than a line. */
const CHARACTERS_READ = 600

const cell = (text: string): Measured => measured(onOneLine(text.slice(0, CHARACTERS_READ)), WIDEST_CELL)

const more = (count: number, one: string) => `${count} more ${one}${count === 1 ? "" : "s"}`

/** Writes a result as a table. */
export const writeTable = Effect.fnUntraced(function* <E, R>(
  result: Result,
  options: TableOptions,
  write: (text: string) => Effect.Effect<void, E, R>
) {
  const { columns } = result
  const maxRows = options.maxRows ?? (options.isTerminal ? ROWS_ON_TERMINAL : Number.POSITIVE_INFINITY)
  const cellOf = (value: DuckDBValue, column: ResultColumn): Measured =>
    value === null ? NOTHING : cell(screenText(value, column))
  const cellsOf = (row: ResultRow) => columns.map((column, i) => cellOf(row[i] ?? null, column))

  const first: Array<ReadonlyArray<Measured>> = []
  let rows = yield* result.next
  while (rows !== undefined && first.length < Math.min(maxRows, ROWS_MEASURED)) {
    for (const row of rows) first.push(cellsOf(row))
    rows = yield* result.next
  }
  const heads = columns.map(({ name }) => cell(name))
  const cellWidths = columns.map((_, i) =>
    first.reduce((widest, row) => Math.max(widest, row[i]?.width ?? 0), 0)
  )
  const natural = cellWidths.map((width, i) => Math.max(width, heads[i]?.width ?? 0))
  const narrowest = columns.map((column, i) => {
    const least = Math.min(natural[i] ?? 0, NARROWEST_TEXT)
    return isText(column) ? least : Math.max(least, cellWidths[i] ?? 0)
  })
  const frames = options.isBoxed === true ? boxed : plain
  const { left, gap, right } = frames.cells
  const room = options.columns - left.length - right.length
  const fit = options.isTerminal ? fitted(natural, narrowest, room, gap.length) : natural
  const shownColumns = options.isTerminal ? placed(fit, room, gap.length) : fit.length
  // One column that finds no place is cut all the same.
  const widths = options.isTerminal && shownColumns === 1 ? [Math.max(1, Math.min(fit[0] ?? 1, room))] : fit

  const line = (cells: ReadonlyArray<Measured>) => {
    const padded = widths.slice(0, shownColumns).map((most, i) => {
      const own = cells[i] ?? NOTHING
      const { text, width } = own.width <= most ? own : measured(own.text, most)
      const space = " ".repeat(most - width)
      const column = columns[i]
      return column !== undefined && isNumber(column) ? space + text : text + space
    })
    return `${(left + padded.join(gap) + right).trimEnd()}\n`
  }
  const drawn = (frame: Frame | undefined) => {
    const lines = widths.slice(0, shownColumns).map((width) => "─".repeat(width))
    return frame === undefined ? "" : `${frame.left}${lines.join(frame.gap)}${frame.right}\n`
  }
  yield* write(drawn(frames.top) + line(heads) + drawn(frames.rule))
  let shown = Math.min(maxRows, first.length)
  let hidden = first.length - shown
  yield* write(first.slice(0, shown).map(line).join(""))
  while (rows !== undefined && shown < maxRows) {
    const fitting = rows.slice(0, maxRows - shown)
    yield* write(fitting.map((row) => line(cellsOf(row))).join(""))
    shown += fitting.length
    hidden += rows.length - fitting.length
    rows = yield* result.next
  }
  yield* write(drawn(frames.bottom))
  hidden += (rows?.length ?? 0) + (yield* result.rest)
  if (hidden > 0) yield* write(`… and ${more(hidden, "row")}\n`)
  if (shownColumns < columns.length)
    yield* write(
      `… and ${more(columns.length - shownColumns, "column")}: ${heads
        .slice(shownColumns)
        .map(({ text }) => text)
        .join(", ")}\n`
    )
})
