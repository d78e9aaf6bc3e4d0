// Everything of a workbook but its rows: exceljs writes it, and its parts are taken apart here.
// One growing exceljs workbook gives each new sheet's XML before and behind the rows; style numbers and table ids stay
// as they are when more sheets follow. exceljs is loaded when the first workbook is begun.
// Corrected after exceljs: tables announce a totals row that is not there, text styles lack `quotePrefix`
// (so that editing a cell does not make a formula of `=…`), and "number stored as text" is not silenced.
import { columnLetters } from "./names.ts"
import type { PageLayout } from "./page-layout.ts"
import {
  addPageSheet,
  correctedPage,
  correctedRelationships,
  drawingParts,
  linkFont,
  type PageSheet,
  tableHeader
} from "./page-sheet.ts"
import { readZip } from "./zip.ts"

export type CellStyle = "general" | "text" | "wrapped" | "link" | "moment" | "date"

export interface SheetColumn {
  readonly header: string
  /** In characters. */
  readonly width: number
  readonly style: CellStyle
}

export interface Sheet {
  readonly name: string
  readonly tableName: string
  readonly columns: ReadonlyArray<SheetColumn>
  /** Rows of data, without the header. */
  readonly rows: number
  /** Whether the workbook opens at it. */
  readonly isFirst: boolean
  /** Whether it has links: its relationships are then handed out, too. */
  readonly hasLinks: boolean
}

/** A sheet's part of the workbook: its rows from 2 on belong between `before` and `behind`. */
export interface SheetParts {
  readonly path: string
  readonly before: string
  readonly behind: string
  /** Style numbers of the columns, and of a text in any column. */
  readonly styles: ReadonlyArray<number>
  readonly textStyle: number
  /** Where its relationships belong, and those that it has without links, as elements. */
  readonly relationshipsPath: string
  readonly relationships: string
}

export interface WorkbookProperties {
  readonly creator: string
  readonly title: string
  readonly description: string
  readonly createdAt: Date
}

const top = { vertical: "top" } as const

const styles = {
  general: {},
  text: { numFmt: "@", alignment: top },
  link: { numFmt: "@", alignment: top, font: linkFont },
  wrapped: { numFmt: "@", alignment: { ...top, wrapText: true } },
  moment: { numFmt: "yyyy-mm-dd hh:mm:ss", alignment: top },
  date: { numFmt: "yyyy-mm-dd", alignment: top }
} as const satisfies Record<CellStyle, object>

const dataRange = (sheet: Sheet) =>
  `A2:${columnLetters(sheet.columns.length - 1)}${Math.max(sheet.rows, 1) + 1}`

const wholeRange = (sheet: Sheet) => dataRange(sheet).replace("A2", "A1")

// A literal `_x0041_` would be read as an escape, in a header as in a table's column name.
const escapedName = (name: string) => name.replaceAll(/_(?=x(?:[0-9A-Fa-f]{4}|0*1?[0-9A-Fa-f])_)/g, "_x005F_")

const stylesOf = (rows: string) => {
  const cells = [...rows.matchAll(/<c r="([A-Z]+\d+)" s="(\d+)"/g)]
  const styles = new Map(cells.map(([, reference, style]) => [reference, Number(style)]))
  return (reference: string) => styles.get(reference) ?? 0
}

const selected = (part: string) => part.replace("<sheetView ", '<sheetView tabSelected="1" ')

const takeApart = (
  xml: string,
  sheet: Sheet,
  path: string,
  relationshipsPath: string,
  relationships: string
): SheetParts => {
  const [before = "", rest = ""] = xml.split("<sheetData>")
  const [rows = "", behind = ""] = rest.split("</sheetData>")
  const [header = "", ...others] = rows.split(/(?<=<\/row>)/)
  const styleOf = stylesOf(others.join(""))
  const opened = sheet.isFirst ? selected(before) : before
  const silenced = `<ignoredErrors><ignoredError sqref="${dataRange(sheet)}" numberStoredAsText="1"/></ignoredErrors>`
  return {
    path,
    before: `${opened.replace(/<dimension ref="[^"]*"/, `<dimension ref="${wholeRange(sheet)}"`)}<sheetData>${header}`,
    behind: `</sheetData>${behind.replace("<tableParts", `${silenced}<tableParts`)}`,
    styles: sheet.columns.map((_, index) => styleOf(`${columnLetters(index)}2`)),
    textStyle: styleOf("A3"),
    relationshipsPath,
    relationships: [...relationships.matchAll(/<Relationship [^>]*\/>/g)].join("")
  }
}

// The table of a sheet of rows is as long as these; that of a page is as exceljs has it.
const correctedTable = (xml: string, sheet: Sheet | undefined) =>
  (sheet === undefined ? xml : xml.replaceAll(/ ref="[^"]*"/g, ` ref="${wholeRange(sheet)}"`))
    .replace('totalsRowShown="1"', 'totalsRowShown="0"')
    .replaceAll(/ totalsRow(Label|Function)="[^"]*"/g, "")

// Cells without a style stand at the top, too, beside wrapped text: that is the first of `cellXfs`.
const correctedStyles = (xml: string) =>
  xml
    .replaceAll('<xf numFmtId="49"', '<xf numFmtId="49" quotePrefix="1"')
    .replace(/(<cellXfs[^>]*><xf [^>]*)\/>/, '$1 applyAlignment="1"><alignment vertical="top"/></xf>')

// Pages are made last and stand first: exceljs knows no other order than the one in which sheets are added.
const pagesFirst = (xml: string, element: RegExp, pages: ReadonlyArray<PageSheet>, sheets: number) => {
  const listed = [...xml.matchAll(element)].map(([whole]) => whole)
  const ordered = [...pages.map(({ id }) => listed[id - 1] ?? ""), ...listed.slice(0, sheets)]
  return xml.replace(listed.join(""), () => ordered.join(""))
}

const withDrawings = (xml: string, paths: ReadonlyArray<string>) => {
  const types = paths.flatMap((path) => {
    const [, kind = ""] = /^xl\/(drawings|charts)\/[^/]+$/.exec(path) ?? []
    const type = { drawings: "drawing+xml", charts: "drawingml.chart+xml" }[kind]
    return type === undefined
      ? []
      : [
          `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.${type}"/>`
        ]
  })
  return xml.replace("</Types>", () => `${types.join("")}</Types>`)
}

/** Begins a workbook; loads exceljs (some 0.1 s). */
export const beginWorkbook = async (properties: WorkbookProperties) => {
  const { default: ExcelJS } = await import("exceljs/dist/exceljs.bare.min.js")
  const workbook = new ExcelJS.Workbook()
  const sheets: Array<Sheet> = []
  const pages: Array<PageSheet> = []
  const handedOut = new Set<string>()
  workbook.creator = properties.creator
  workbook.lastModifiedBy = properties.creator
  workbook.title = properties.title
  workbook.description = properties.description
  workbook.created = properties.createdAt
  workbook.modified = properties.createdAt
  workbook.views = [
    { x: 0, y: 0, width: 24000, height: 14000, firstSheet: 0, activeTab: 0, visibility: "visible" }
  ]

  let parts: ReadonlyMap<string, string> = new Map()

  const addSheet = async (sheet: Sheet): Promise<SheetParts> => {
    sheets.push(sheet)
    const worksheet = workbook.addWorksheet(sheet.name, {
      views: [{ state: "frozen", xSplit: 0, ySplit: 1, topLeftCell: "A2", activeCell: "A2" }]
    })
    worksheet.columns = sheet.columns.map(({ width }) => ({ width }))
    worksheet.addTable({
      name: sheet.tableName,
      ref: "A1",
      headerRow: true,
      style: { theme: "TableStyleMedium2", showRowStripes: true },
      columns: sheet.columns.map(({ header }) => ({ name: escapedName(header), filterButton: true })),
      rows: [sheet.columns.map(() => null)]
    })
    sheet.columns.forEach(({ style }, index) => {
      worksheet.getCell(1, index + 1).style = tableHeader
      worksheet.getCell(2, index + 1).style = styles[style]
    })
    worksheet.getCell(3, 1).style = styles.text
    const path = `xl/worksheets/sheet${sheets.length}.xml`
    parts = readZip(new Uint8Array(await workbook.xlsx.writeBuffer()))
    const relationshipsPath = `xl/worksheets/_rels/sheet${sheets.length}.xml.rels`
    if (sheet.hasLinks) handedOut.add(relationshipsPath)
    return takeApart(
      parts.get(path) ?? "",
      sheet,
      path,
      relationshipsPath,
      parts.get(relationshipsPath) ?? ""
    )
  }

  /** Adds a page in front of all sheets and of the pages added so far; after the last sheet of rows only. */
  const addPage = (name: string, layout: PageLayout, tableNames: Set<string>) => {
    const page: PageSheet = { id: sheets.length + pages.length + 1, name, layout }
    addPageSheet(workbook, page, tableNames)
    pages.unshift(page)
  }

  const pageParts = (all: ReadonlyMap<string, string>): ReadonlyArray<readonly [string, string]> => {
    let chart = 1
    return pages.flatMap((page, index) => {
      const path = `xl/worksheets/sheet${page.id}.xml`
      const relationships = `xl/worksheets/_rels/sheet${page.id}.xml.rels`
      const part = correctedPage(all.get(path) ?? "", page)
      const drawing = drawingParts(page, chart)
      chart += page.layout.charts.length
      const related = correctedRelationships(all.get(relationships), page)
      return [
        [path, index === 0 ? selected(part) : part] as const,
        ...(related === undefined ? [] : [[relationships, related] as const]),
        ...drawing
      ]
    })
  }

  const corrected = (path: string, part: string, added: ReadonlyArray<string>) => {
    const table = /^xl\/tables\/table(\d+)\.xml$/.exec(path)
    if (table !== null) return correctedTable(part, sheets[Number(table[1]) - 1])
    switch (path) {
      case "xl/styles.xml":
        return correctedStyles(part)
      case "xl/workbook.xml":
        return pagesFirst(part, /<sheet [^>]*\/>/g, pages, sheets.length)
      case "docProps/app.xml":
        return pagesFirst(part, /<vt:lpstr>[^<]*<\/vt:lpstr>(?!<\/vt:variant>)/g, pages, sheets.length)
      case "[Content_Types].xml":
        return withDrawings(part, added)
      default:
        return part
    }
  }

  /** All parts but the sheets that were handed out, by path. */
  const finish = async (): Promise<ReadonlyArray<readonly [path: string, xml: string]>> => {
    if (pages.length > 0) parts = readZip(new Uint8Array(await workbook.xlsx.writeBuffer()))
    const own = pageParts(parts)
    const paths = own.map(([path]) => path)
    const rest = [...parts].flatMap(
      ([path, part]): ReadonlyArray<readonly [string, string]> =>
        path.endsWith("/") ||
        paths.includes(path) ||
        handedOut.has(path) ||
        /^xl\/worksheets\/[^/]*$/.test(path)
          ? []
          : [[path, corrected(path, part, paths)]]
    )
    return [...own, ...rest]
  }

  return { addSheet, addPage, finish }
}

export type WorkbookSkeleton = Awaited<ReturnType<typeof beginWorkbook>>
