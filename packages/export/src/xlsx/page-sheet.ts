// A page as a sheet of the exceljs workbook, and additions to its parts: links to other sheets, charts.
// exceljs supports neither charts nor ignored errors; drawings are separate parts.
// Gotcha: children of `worksheet` have a fixed order (ECMA-376 part 1, 18.3.1.99).
import type { Style, Workbook, Worksheet } from "exceljs"
import { chartXml } from "./chart.ts"
import { drawingXml, relationshipsXml } from "./drawing.ts"
import { plainFormats, type WorkbookLook } from "./look.ts"
import { columnLetters, tableName } from "./names.ts"
import type { PageValue } from "./page.ts"
import type { PageCell, PageCellStyle, PageLayout } from "./page-layout.ts"
import { breakPage, printOf, printOfPage } from "./page-print.ts"
import { escapedText, xml } from "./page-text.ts"
import { paperA4, type SheetPrint } from "./sheet-print.ts"

const top = { vertical: "top" } as const
const font = { name: "Calibri", family: 2, size: 11, color: { theme: 1 } } as const
// Indented, to separate texts from numbers on their left.
const indented = { ...top, horizontal: "left", indent: 1 } as const

/** Blue and underlined, like Excel's own links. */
export const linkFont = { ...font, underline: true, color: { theme: 10 } } as const

/** The header of a table, as in Excel's default style, which other readers lack. */
export const tableHeader: Partial<Style> = {
  font: { ...font, bold: true, color: { theme: 0 } },
  fill: { type: "pattern", pattern: "solid", fgColor: { theme: 4 } },
  alignment: top
}

const stylesIn = ({
  day,
  duration,
  moment,
  percent
}: WorkbookLook["formats"]): Readonly<Record<PageCellStyle, Partial<Style>>> => ({
  title: { font: { ...font, size: 20, bold: true, color: { theme: 3 } } },
  heading: { font: { ...font, size: 14, bold: true, color: { theme: 3 } } },
  paragraph: { font, alignment: top },
  name: { font: { ...font, bold: true }, alignment: top },
  fact: { numFmt: "@", alignment: { ...top, horizontal: "left", wrapText: true } },
  header: { ...tableHeader, alignment: indented },
  "number header": { ...tableHeader, alignment: { ...top, horizontal: "right" } },
  "wrapped header": { ...tableHeader, alignment: { ...indented, wrapText: true } },
  text: { numFmt: "@", alignment: { ...indented, wrapText: true } },
  number: { numFmt: "#,##0", alignment: top },
  percent: { numFmt: percent, alignment: top },
  duration: { numFmt: duration, alignment: top },
  moment: { numFmt: moment, alignment: indented },
  day: { numFmt: day, alignment: indented },
  sheet: { numFmt: "@", alignment: indented, font: linkFont }
})

const left = { ...top, horizontal: "left" } as const
const factNumber: Partial<Style> = { numFmt: "#,##0", alignment: left }

const styleIn = (formats: WorkbookLook["formats"]) => {
  const styles = stylesIn(formats)
  const factMoment: Partial<Style> = { numFmt: formats.moment, alignment: left }
  return ({ style, value }: PageCell) => {
    if (style === "fact" && value instanceof Date) return factMoment
    return style === "fact" && typeof value === "number" ? factNumber : styles[style]
  }
}

const pointsPerLine = 15

const inCell = (value: PageValue) => {
  if (typeof value === "string") return escapedText(value)
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value
}

const fill = (
  worksheet: Worksheet,
  layout: PageLayout,
  tableNames: Set<string>,
  styleOf: ReturnType<typeof styleIn>
) => {
  worksheet.columns = layout.widths.map((width) => ({ width }))
  for (const { headers, row, table } of layout.tables) {
    worksheet.addTable({
      name: tableName(table.name, tableNames),
      ref: `A${row}`,
      headerRow: true,
      style: { theme: "TableStyleMedium2", showRowStripes: true },
      columns: headers.map((header) => ({ name: escapedText(header), filterButton: true })),
      rows: (table.rows.length === 0 ? [[]] : table.rows).map(() => headers.map(() => null))
    })
  }
  for (const cell of layout.cells) {
    const there = worksheet.getCell(cell.row, cell.column)
    there.style = styleOf(cell)
    if (!cell.style.endsWith("header")) there.value = inCell(cell.value)
  }
  for (const [row, lines] of layout.lines) worksheet.getRow(row).height = lines * pointsPerLine
}

const linksTo = (layout: PageLayout) => {
  const links = layout.cells.flatMap(({ column, row, style, value }) =>
    style === "sheet" && typeof value === "string"
      ? [
          `<hyperlink ref="${columnLetters(column - 1)}${row}" location="${xml(`'${value.replaceAll("'", "''")}'!A1`)}" display="${xml(value)}"/>`
        ]
      : []
  )
  return links.length === 0 ? "" : `<hyperlinks>${links.join("")}</hyperlinks>`
}

const silenced = ({ cells }: PageLayout) => {
  const texts = cells.filter(({ style }) => style === "text" || style === "fact")
  const last = texts.reduce(
    ([column, row], cell): [number, number] => [Math.max(column, cell.column), Math.max(row, cell.row)],
    [1, 1] as [number, number]
  )
  return texts.length === 0
    ? ""
    : `<ignoredErrors><ignoredError sqref="A1:${columnLetters(last[0] - 1)}${last[1]}" numberStoredAsText="1"/></ignoredErrors>`
}

/** A page of the workbook: the number and name of its sheet, and its layout. */
export interface PageSheet {
  readonly id: number
  readonly name: string
  readonly layout: PageLayout
}

const plainSetup: Pick<SheetPrint, "pageSetup"> & { readonly headerFooter?: undefined } = {
  pageSetup: { orientation: "landscape", paperSize: paperA4, fitToPage: true, fitToWidth: 1, fitToHeight: 0 }
}

/** Adds a page to the workbook as sheet `id`; returns the page. */
export const addPageSheet = (
  workbook: Workbook,
  { id, layout, name }: PageSheet,
  tableNames: Set<string>,
  look: WorkbookLook | undefined
) => {
  const onPaper = printOfPage(layout)
  const print = look === undefined ? undefined : printOf(look.print, onPaper)
  const { headerFooter, pageSetup } = print ?? plainSetup
  const worksheet = workbook.addWorksheet(name, {
    views: [{ showGridLines: false }],
    pageSetup,
    ...(headerFooter === undefined ? {} : { headerFooter })
  })
  if (worksheet.id !== id) throw new Error(`exceljs numbers a sheet ${worksheet.id}, not ${id}`)
  fill(worksheet, layout, tableNames, styleIn(look?.formats ?? plainFormats))
  if (print !== undefined) breakPage(worksheet, onPaper)
  return print?.names
}

/** Adds links, ignored errors and the drawing to the part of a page from exceljs. */
export const correctedPage = (part: string, { layout }: PageSheet) => {
  const drawing = layout.charts.length === 0 ? "" : '<drawing r:id="rIdDrawing"/>'
  const late = silenced(layout) + drawing
  const end = part.includes("<tableParts") ? "<tableParts" : "</worksheet>"
  return part
    .replace("<pageMargins", () => `${linksTo(layout)}<pageMargins`)
    .replace(end, () => `${late}${end}`)
}

/** The relationships of a page including its drawing; undefined without tables and charts. */
export const correctedRelationships = (part: string | undefined, { id, layout }: PageSheet) => {
  if (layout.charts.length === 0) return part
  const own = relationshipsXml([
    { id: "rIdDrawing", type: "drawing", target: `../drawings/drawing${id}.xml` }
  ])
  const [relationship = ""] = /<Relationship [^>]*\/>/.exec(own) ?? []
  return part === undefined ? own : part.replace("</Relationships>", () => `${relationship}</Relationships>`)
}

/** The drawing of a page and its charts, numbered from `firstChart`; empty without charts. */
export const drawingParts = (
  { id, layout, name }: PageSheet,
  firstChart: number,
  look: WorkbookLook | undefined
): ReadonlyArray<readonly [path: string, xml: string]> => {
  if (layout.charts.length === 0) return []
  const numbered = layout.charts.map((chart, index) => ({ chart, number: firstChart + index }))
  return [
    [`xl/drawings/drawing${id}.xml`, drawingXml(layout.charts)],
    [
      `xl/drawings/_rels/drawing${id}.xml.rels`,
      relationshipsXml(
        numbered.map(({ number }, index) => ({
          id: `rId${index + 1}`,
          type: "chart",
          target: `../charts/chart${number}.xml`
        }))
      )
    ],
    ...numbered.map(
      ({ chart, number }) =>
        [`xl/charts/chart${number}.xml`, chartXml(chart, name, look?.formats.day)] as const
    )
  ]
}
