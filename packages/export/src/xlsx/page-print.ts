// How a page is printed: as wide as paper is, and broken where nothing is torn: no chart, no heading from what it heads, and no
// table that a page of paper can hold. Pure: where the breaks are follows from the layout alone.
// Gotcha: the program that prints finds the scale at which the page is as wide as paper; the same is worked out here, with the
// widths and heights of Excel's usual font, and a tenth of the paper is left to those who have another.
import type { Worksheet } from "exceljs"
import { footerOf, type PrintLook } from "./look.ts"
import type { PageLayout, PlacedBlock } from "./page-layout.ts"
import { margins, type SheetPrint, wideAsPaper } from "./sheet-print.ts"

const pixelsPerInch = 96
/** Of A4 lying, in inches. */
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

/** The last column that is printed: that in which a chart ends is printed whole. */
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
  /** Included. */
  readonly to: number
}

interface Group extends Rows {
  readonly hasChart: boolean
}

const lastOf = ({ row, rows }: PlacedBlock) => row + rows - 1

const isHead = ({ block }: PlacedBlock) =>
  block.kind === "heading" || block.kind === "title" || block.kind === "text"

/** Rows that belong together: headings and sentences with what follows them, and with the chart beside that. */
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
  /** The last rows of the printed pages but the last. */
  readonly breaks: ReadonlyArray<number>
  readonly lastColumn: number
  readonly lastRow: number
}

/** How the blocks of a page come to stand on paper. */
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

/** How a page is printed. */
export const printOf = (look: PrintLook, { lastColumn, lastRow }: PagePrint): SheetPrint => ({
  pageSetup: wideAsPaper,
  headerFooter: { oddFooter: footerOf(look) },
  names: { area: { lastColumn, lastRow }, hasTitle: false }
})

/** Breaks the sheet where its page is to be broken. */
export const breakPage = (worksheet: Worksheet, { breaks }: PagePrint) => {
  for (const row of breaks) worksheet.getRow(row).addPageBreak()
}
