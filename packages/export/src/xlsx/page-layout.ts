// The layout of a page: cells by row and column, tables by their header, charts by their corner cell.
// Blocks follow each other downwards with an empty row between; a chart placed beside takes no rows of its own, but the
// next block begins below it. Rows and columns are counted from 1. Pure.
// Gotcha: a chart covers its rows exactly only if these have Excel's default height of 20 pixels.
import type { CellLimits } from "./limits.ts"
import { columnHeaders } from "./names.ts"
import type { PageBlock, PageChart, PageColumnType, PageFacts, PageTable, PageValue } from "./page.ts"
import { fittingText } from "./page-text.ts"

export type PageCellStyle =
  | "title"
  | "heading"
  | "paragraph"
  | "name"
  | "fact"
  | "header"
  | "number header"
  | "wrapped header"
  | PageColumnType

export interface PageCell {
  readonly row: number
  readonly column: number
  readonly value: PageValue
  readonly style: PageCellStyle
}

interface PlacedTable {
  /** The row of its header. */
  readonly row: number
  readonly headers: ReadonlyArray<string>
  readonly table: PageTable
}

export interface PlacedChart {
  readonly row: number
  readonly column: number
  readonly chart: PageChart
  readonly of: PlacedTable
}

/** A block, its first row and its number of rows, without the empty rows after it. */
export interface PlacedBlock {
  readonly block: PageBlock
  readonly row: number
  readonly rows: number
}

export interface PageLayout {
  readonly blocks: ReadonlyArray<PlacedBlock>
  readonly cells: ReadonlyArray<PageCell>
  readonly tables: ReadonlyArray<PlacedTable>
  readonly charts: ReadonlyArray<PlacedChart>
  /** In characters, from the first column. */
  readonly widths: ReadonlyArray<number>
  /** Number of lines of rows with wrapped text; other rows have one. */
  readonly lines: ReadonlyMap<number, number>
  /** Number of shortened cells, by column header. */
  readonly cut: ReadonlyMap<string, number>
}

const pixelsPerRow = 20
const narrowest = 10
const widest = 48
const widestFact = 96

const mostLines = 27
const lettersPerDigit = 1.1
const indent = 2
const wrapped: ReadonlySet<PageCellStyle> = new Set(["fact", "text", "wrapped header"])

const shownLength = (value: PageValue, type: PageColumnType): number => {
  if (value === null) return 0
  if (value instanceof Date) return type === "day" ? 10 : 19
  return Math.max(
    ...String(value)
      .split("\n", 20)
      .map(({ length }) => length)
  )
}

const tableWidths = ({ columns, rows }: PageTable) =>
  columns.map(({ title, type, width }, index) => {
    if (width !== undefined) return width
    const longest = rows.reduce((most, row) => Math.max(most, shownLength(row[index] ?? null, type)), 0)
    return Math.min(widest, Math.max(narrowest, title.length, longest) + 3)
  })

const factWidths = ({ facts }: PageFacts) => {
  const longest = facts.reduce(
    ([names, values], [name, value]): [number, number] => [
      Math.max(names, name.length),
      Math.max(values, shownLength(value, "moment"))
    ],
    [narrowest, narrowest] as [number, number]
  )
  return [Math.min(widest, longest[0] + 2), Math.min(widestFact, longest[1] + 2)]
}

const widthsOf = (blocks: ReadonlyArray<PageBlock>) => {
  const widths: Array<number> = []
  for (const block of blocks) {
    const own = block.kind === "table" ? tableWidths(block) : block.kind === "facts" ? factWidths(block) : []
    own.forEach((width, index) => {
      widths[index] = Math.max(widths[index] ?? narrowest, width)
    })
  }
  return widths
}

const chartRows = ({ height }: PageChart) => Math.ceil(height / pixelsPerRow) + 1

/** A sentence is directly above its table, a heading above any block. */
const emptyBehind = (block: PageBlock, next?: PageBlock): number => {
  const isHeading = block.kind === "title" || block.kind === "heading"
  return isHeading || (block.kind === "text" && next?.kind === "table") ? 0 : 1
}

/** Including the empty rows after it. */
const rowsOf = (block: PageBlock, next?: PageBlock): number => {
  switch (block.kind) {
    case "title":
    case "heading":
      return 1
    case "text":
      return block.text.split("\n").length + (next?.kind === "table" ? 0 : 1)
    case "facts":
      return block.facts.length + 1
    case "table":
      return Math.max(block.rows.length, 1) + 2
    case "chart":
      return chartRows(block)
  }
}

const isBeside = (block: PageBlock | undefined) => block?.kind === "chart" && block.place === "beside"

const placeBlocks = (blocks: ReadonlyArray<PageBlock>): ReadonlyArray<PlacedBlock> => {
  let next = 1
  let above = 1
  return blocks.map((block, index) => {
    if (isBeside(block)) {
      next = Math.max(next, above + rowsOf(block))
      return { block, row: above, rows: rowsOf(block) - 1 }
    }
    above = next
    const taken = rowsOf(block, blocks[index + 1])
    next += taken
    return { block, row: above, rows: taken - emptyBehind(block, blocks[index + 1]) }
  })
}

/** The first column to the right of all tables with a chart beside them. */
const besideColumn = (blocks: ReadonlyArray<PageBlock>) =>
  1 +
  blocks.reduce(
    (most, block, index) =>
      block.kind === "table" && isBeside(blocks[index + 1]) ? Math.max(most, block.columns.length) : most,
    1
  )

// Readers other than Excel do not compute row heights. Widths are counted in digits, which are wider than
// most letters; texts with wide characters may need one more line.
const linesOf = (cells: ReadonlyArray<PageCell>, widths: ReadonlyArray<number>) => {
  const lines = new Map<number, number>()
  for (const { column, row, style, value } of cells) {
    if (typeof value !== "string" || !wrapped.has(style)) continue
    const room = Math.floor(((widths[column - 1] ?? narrowest) - indent) * lettersPerDigit)
    const needed = value
      .split("\n")
      .reduce((sum, { length }) => sum + Math.max(1, Math.ceil(length / room)), 0)
    if (needed > (lines.get(row) ?? 1)) lines.set(row, Math.min(needed, mostLines))
  }
  return lines
}

/** Lays out the blocks of a page; charts of tables without rows are left out. */
export const layOut = (given: ReadonlyArray<PageBlock>, limits: CellLimits): PageLayout => {
  const hasRows = (name: string) =>
    given.some((block) => block.kind === "table" && block.name === name && block.rows.length > 0)
  const blocks = given.filter((block) => block.kind !== "chart" || hasRows(block.table))
  const cells: Array<PageCell> = []
  const tables: Array<PlacedTable> = []
  const cut = new Map<string, number>()
  const put = (
    row: number,
    column: number,
    value: PageValue,
    style: PageCellStyle,
    header: string = style
  ) => {
    const shown = typeof value === "string" ? fittingText(value, limits) : value
    if (typeof value === "string" && shown !== value.toWellFormed())
      cut.set(header, (cut.get(header) ?? 0) + 1)
    cells.push({ row, column, value: shown, style })
  }
  const putTable = (table: PageTable, row: number) => {
    const headers = columnHeaders(table.columns.map(({ title }) => title))
    tables.push({ row, headers, table })
    headers.forEach((header, index) => {
      const { type, width } = table.columns[index] ?? {}
      const isNumber = type === "number" || type === "percent" || type === "duration"
      const style = isNumber ? "number header" : "header"
      put(row, index + 1, header, width === undefined ? style : "wrapped header")
    })
    table.rows.forEach((values, place) => {
      table.columns.forEach(({ type }, index) => {
        put(row + 1 + place, index + 1, values[index] ?? null, type, headers[index])
      })
    })
  }
  const placed = placeBlocks(blocks)
  for (const { block, row } of placed) {
    if (block.kind === "title" || block.kind === "heading") put(row, 1, block.text, block.kind)
    if (block.kind === "text")
      for (const [index, line] of block.text.split("\n").entries()) put(row + index, 1, line, "paragraph")
    if (block.kind === "facts")
      block.facts.forEach(([name, value], index) => {
        put(row + index, 1, name, "name")
        put(row + index, 2, value, "fact", name)
      })
    if (block.kind === "table") putTable(block, row)
  }
  const beside = besideColumn(blocks)
  const charts = placed.flatMap(({ block, row }): ReadonlyArray<PlacedChart> => {
    if (block.kind !== "chart") return []
    const of = tables.find(({ table }) => table.name === block.table)
    return of === undefined ? [] : [{ row, column: isBeside(block) ? beside : 1, chart: block, of }]
  })
  const widths = widthsOf(blocks)
  return { blocks: placed, cells, tables, charts, widths, lines: linesOf(cells, widths), cut }
}
