// Everything of a workbook except its rows: exceljs writes it, and its parts are split here.
// One growing exceljs workbook provides each new sheet's XML before and after the rows; style numbers and table ids do
// not change when more sheets follow. exceljs is loaded with the first workbook.
import { correctedStyles, correctedTable, pagesFirst, withDrawings } from "./corrections.ts"
import type { WorkbookLook } from "./look.ts"
import type { PageLayout } from "./page-layout.ts"
import {
  addPageSheet,
  correctedPage,
  correctedRelationships,
  drawingParts,
  type PageSheet,
  tableHeader
} from "./page-sheet.ts"
import { type PrintNames, printNames } from "./print-names.ts"
import { type Sheet, type SheetParts, selected, takeApart } from "./sheet.ts"
import { shownColumns } from "./sheet-columns.ts"
import { printOfRows } from "./sheet-print.ts"
import { cellStyles } from "./sheet-style.ts"
import { readZip } from "./zip.ts"

export interface WorkbookProperties {
  readonly creator: string
  readonly title: string
  readonly description: string
  readonly createdAt: Date
}

// A literal `_x0041_` would be read as an escape, in a header as well as in a table's column name.
const escapedName = (name: string) => name.replaceAll(/_(?=x(?:[0-9A-Fa-f]{4}|0*1?[0-9A-Fa-f])_)/g, "_x005F_")

/** Begins a workbook; loads exceljs (about 0.1 s). */
export const beginWorkbook = async (properties: WorkbookProperties, look?: WorkbookLook) => {
  const { Workbook } = await import("../../bundled/exceljs.js")
  const workbook = new Workbook()
  const sheets: Array<Sheet> = []
  const pages: Array<PageSheet> = []
  const handedOut = new Set<string>()
  const styles = cellStyles(look)
  const printed: Array<{ readonly name: string; readonly print: PrintNames | undefined }> = []
  const printedPages: typeof printed = []
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
    const shown = shownColumns(sheet.columns)
    const print =
      look === undefined
        ? undefined
        : printOfRows(look.print, {
            rows: sheet.rows,
            shownColumns: shown,
            printedColumns: sheet.printedColumns
          })
    printed.push({ name: sheet.name, print: print?.names })
    const worksheet = workbook.addWorksheet(sheet.name, {
      views: [{ state: "frozen", xSplit: 0, ySplit: 1, topLeftCell: "A2", activeCell: "A2" }],
      ...(print === undefined ? {} : { pageSetup: print.pageSetup, headerFooter: print.headerFooter }),
      ...(shown < sheet.columns.length ? { properties: { outlineLevelCol: 1 } } : {})
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

  /** Adds a page before all sheets and the pages added so far; call it only after the last sheet of rows. */
  const addPage = (name: string, layout: PageLayout, tableNames: Set<string>) => {
    const page: PageSheet = { id: sheets.length + pages.length + 1, name, layout }
    printedPages.unshift({ name, print: addPageSheet(workbook, page, tableNames, look) })
    pages.unshift(page)
  }

  const pageParts = (all: ReadonlyMap<string, string>): ReadonlyArray<readonly [string, string]> => {
    let chart = 1
    return pages.flatMap((page, index) => {
      const path = `xl/worksheets/sheet${page.id}.xml`
      const relationships = `xl/worksheets/_rels/sheet${page.id}.xml.rels`
      const part = correctedPage(all.get(path) ?? "", page)
      const drawing = drawingParts(page, chart, look)
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
        return pagesFirst(part, /<sheet [^>]*\/>/g, pages, sheets.length).replace(
          "</sheets>",
          () => `</sheets>${printNames([...printedPages, ...printed])}`
        )
      case "docProps/app.xml":
        return pagesFirst(part, /<vt:lpstr>[^<]*<\/vt:lpstr>(?!<\/vt:variant>)/g, pages, sheets.length)
      case "[Content_Types].xml":
        return withDrawings(part, added)
      default:
        return part
    }
  }

  /** All parts by path, except the sheets that were already returned. */
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
