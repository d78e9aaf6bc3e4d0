// The defined names for the print area of each sheet, and for the rows repeated on each page.
// exceljs has them too, but does not escape apostrophes, and keeps sheets in the order in which they are added.
// Pure. Source: ECMA-376 part 1, 18.2.5 (definedName).
import { columnLetters } from "./names.ts"
import { xml } from "./page-text.ts"

/** Columns and rows are counted from 1. */
interface PrintedArea {
  readonly lastColumn: number
  readonly lastRow: number
}

/** The print names of a sheet: its print area, if restricted; whether its first row is repeated on each page. */
export interface PrintNames {
  readonly area?: PrintedArea
  readonly hasTitle: boolean
}

const named = (name: string, place: number, sheet: string, reference: string) => {
  const quoted = `'${sheet.replaceAll("'", "''")}'!${reference}`
  return `<definedName name="_xlnm.${name}" localSheetId="${place}">${xml(quoted)}</definedName>`
}

/** The defined names of a workbook's sheets, given in sheet order; empty if there are none. */
export const printNames = (
  sheets: ReadonlyArray<{ readonly name: string; readonly print: PrintNames | undefined }>
): string => {
  const areas = sheets.flatMap(({ name, print }, place) =>
    print?.area === undefined
      ? []
      : [
          named(
            "Print_Area",
            place,
            name,
            `$A$1:$${columnLetters(print.area.lastColumn - 1)}$${print.area.lastRow}`
          )
        ]
  )
  const titles = sheets.flatMap(({ name, print }, place) =>
    print?.hasTitle === true ? [named("Print_Titles", place, name, "$1:$1")] : []
  )
  const all = [...areas, ...titles]
  return all.length === 0 ? "" : `<definedNames>${all.join("")}</definedNames>`
}
