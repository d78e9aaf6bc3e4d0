// A sheet of rows as the workbook knows it, and its part taken apart: what is before its rows, and what behind them.
// Pure. Gotcha: exceljs wrote the part, with a row of each style; their numbers are read from it.
import { columnLetters } from "./names.ts"
import { foldedColumns, type SheetColumn } from "./sheet-columns.ts"

export interface Sheet {
  readonly name: string
  readonly tableName: string
  readonly columns: ReadonlyArray<SheetColumn>
  /** Rows of data, without the header. */
  readonly rows: number
  /** Columns that are printed, from the first; undefined for all that are not folded. */
  readonly printedColumns: number | undefined
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

/** The cells of its rows; a sheet without rows has one empty row. */
const dataRange = (sheet: Sheet) =>
  `A2:${columnLetters(sheet.columns.length - 1)}${Math.max(sheet.rows, 1) + 1}`

/** The cells of its header and its rows. */
export const wholeRange = (sheet: Sheet) => dataRange(sheet).replace("A2", "A1")

const stylesOf = (rows: string) => {
  const cells = [...rows.matchAll(/<c r="([A-Z]+\d+)" s="(\d+)"/g)]
  const styles = new Map(cells.map(([, reference, style]) => [reference, Number(style)]))
  return (reference: string) => styles.get(reference) ?? 0
}

/** The part of the sheet at which the workbook opens. */
export const selected = (part: string) => part.replace("<sheetView ", '<sheetView tabSelected="1" ')

/** Takes the part of a sheet apart. */
export const takeApart = (
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
  const isFolded = sheet.columns.some((column) => column.isFolded)
  const folded = isFolded ? before.replace(/<cols>.*<\/cols>/s, () => foldedColumns(sheet.columns)) : before
  const opened = sheet.isFirst ? selected(folded) : folded
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
