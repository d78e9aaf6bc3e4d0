// Prints a page at paper width, with breaks that split no chart, no heading from its content, and no table that fits
// on one sheet of paper. Pure: the breaks depend only on the layout.
// Gotcha: the printing program computes the scale that fits the page to the paper width; this computes the same with the
// widths and heights of Excel's default font, and leaves a tenth of the paper free for other fonts.
import type { Worksheet } from "exceljs"
import { footerOf, type PrintLook } from "./look.ts"
import type { PageLayout, PlacedBlock } from "./page-layout.ts"
import { margins, type SheetPrint, wideAsPaper } from "./sheet-print.ts"

const pixelsPerInch = 96
/** A4 landscape, in inches. */
const paper = { width: 11.69, height: 8.27 }
const spare = 0.9
const widthOfPaper = pixelsPerInch * (paper.width - margins.left - margins.right)
const heightOfPaper = pixelsPerInch * (paper.height - margins.top - margins.bottom)

const pixelsPerCharacter = 7
const usualWidth = 64
const usualHeight = 20
const titleHeight = 36
const headingHeight = 26
const chartGap = 24

const widthBefore = ({ widths }: PageLayout, column: number) =>
  Array.from({ length: column - 1 }, (_, index) => widths[index]).reduce<number>(
    (sum, width) => sum + (width === undefined ? usualWidth : width * pixelsPerCharacter),
    0
  )

/** The last printed column; the column in which a chart ends is included. */
const rightOf = (layout: PageLayout) =>
  layout.charts.reduce(
    (most, { chart, column }) => {
      const end = widthBefore(layout, column) + chartGap + chart.width
      let last = column
      while (widthBefore(layout, last + 1) < end) last++
      return Math.max(most, last)
    },
    layout.cells.reduce((last, { column }) => Math.max(last, column), layout.widths.length)
  )

const heightsOf = ({ cells, lines }: PageLayout) => {
  const heights = new Map([...lines].map(([row, count]) => [row, count * usualHeight]))
  for (const { row, style } of cells) {
    if (style === "title") heights.set(row, titleHeight)
    if (style === "heading") heights.set(row, headingHeight)
  }
  return (row: number) => heights.get(row) ?? usualHeight
}

interface Rows {
  readonly from: number
  /** Inclusive. */
  readonly to: number
}

interface Group extends Rows {
  readonly hasChart: boolean
}

const lastOf = ({ row, rows }: PlacedBlock) => row + rows - 1

const isHead = ({ block }: PlacedBlock) =>
  block.kind === "heading" || block.kind === "title" || block.kind === "text"

/** Rows to keep together: headings and sentences with the next block, and with the chart beside it. */
const together = ({ blocks }: PageLayout): ReadonlyArray<Group> => {
  const groups: Array<Array<PlacedBlock>> = []
  for (const [index, placed] of blocks.entries()) {
    const before = blocks[index - 1]
    const isBeside = placed.block.kind === "chart" && placed.block.place === "beside"
    if (before !== undefined && (isBeside || isHead(before))) groups.at(-1)?.push(placed)
    else groups.push([placed])
  }
  return groups.map((group) => ({
    from: Math.min(...group.map(({ row }) => row)),
    to: Math.max(...group.map(lastOf)),
    hasChart: group.some(({ block }) => block.kind === "chart")
  }))
}

interface PagePrint {
  /** The last rows of all printed pages except the last. */
  readonly breaks: ReadonlyArray<number>
  readonly lastColumn: number
  readonly lastRow: number
}

/** The print layout of a page. */
export const printOfPage = (layout: PageLayout): PagePrint => {
  const right = rightOf(layout)
  const scale = Math.min(1, widthOfPaper / widthBefore(layout, right + 1))
  const room = (spare * heightOfPaper) / scale
  const heightOfRow = heightsOf(layout)
  const heightOf = ({ from, to }: Rows) => {
    let height = 0
    for (let row = from; row <= to; row++) height += heightOfRow(row)
    return height
  }
  const breaks: Array<number> = []
  let top = 1
  const breakBefore = (row: number) => {
    if (row <= top) return
    breaks.push(row - 1)
    top = row
  }
  for (const group of together(layout)) {
    if (heightOf({ from: top, to: group.to }) <= room) continue
    const isWhole = heightOf(group) <= room || group.hasChart
    if (isWhole || heightOf({ from: top, to: group.from }) > room / 2) breakBefore(group.from)
    let used = heightOf({ from: top, to: group.from - 1 })
    for (let row = group.from; row <= group.to; row++) {
      if (used + heightOfRow(row) > room) {
        breakBefore(row)
        used = 0
      }
      used += heightOfRow(row)
    }
  }
  const bottom = Math.max(1, ...layout.blocks.map(lastOf))
  return { breaks, lastColumn: right, lastRow: bottom }
}

/** The print settings of a page. */
export const printOf = (look: PrintLook, { lastColumn, lastRow }: PagePrint): SheetPrint => ({
  pageSetup: wideAsPaper,
  headerFooter: { oddFooter: footerOf(look) },
  names: { area: { lastColumn, lastRow }, hasTitle: false }
})

/** Adds the page breaks to the sheet. */
export const breakPage = (worksheet: Worksheet, { breaks }: PagePrint) => {
  for (const row of breaks) worksheet.getRow(row).addPageBreak()
}
