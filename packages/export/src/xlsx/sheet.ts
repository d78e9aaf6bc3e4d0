// A sheet of rows, and its part split into the text before and after its rows.
// Pure. Gotcha: exceljs wrote the part, with one row of each style; their numbers are read from it.
import { columnLetters } from "./names.ts"
import { foldedColumns, type SheetColumn } from "./sheet-columns.ts"

export interface Sheet {
  readonly name: string
  readonly tableName: string
  readonly columns: ReadonlyArray<SheetColumn>
  /** Rows of data, without the header. */
  readonly rows: number
  /** Number of printed columns, from the first; undefined for all that are not folded. */
  readonly printedColumns: number | undefined
  /** True if the workbook opens at it. */
  readonly isFirst: boolean
  /** True if it has links: its relationships are then returned too. */
  readonly hasLinks: boolean
}

/** The part of a sheet; its rows from 2 on belong between `before` and `behind`. */
export interface SheetParts {
  readonly path: string
  readonly before: string
  readonly behind: string
  /** Style numbers of the columns, and of a text in any column. */
  readonly styles: ReadonlyArray<number>
  readonly textStyle: number
  /** The path of its relationships, and those that it has without links, as elements. */
  readonly relationshipsPath: string
  readonly relationships: string
}

/** The range of its rows; a sheet without rows has one empty row. */
const dataRange = (sheet: Sheet) =>
  `A2:${columnLetters(sheet.columns.length - 1)}${Math.max(sheet.rows, 1) + 1}`

/** The range of its header and its rows. */
export const wholeRange = (sheet: Sheet) => dataRange(sheet).replace("A2", "A1")

const stylesOf = (rows: string) => {
  const cells = [...rows.matchAll(/<c r="([A-Z]+\d+)" s="(\d+)"/g)]
  const styles = new Map(cells.map(([, reference, style]) => [reference, Number(style)]))
  return (reference: string) => styles.get(reference) ?? 0
}

/** Marks the part of the sheet at which the workbook opens. */
export const selected = (part: string) => part.replace("<sheetView ", '<sheetView tabSelected="1" ')

/** Splits the part of a sheet. */
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
