// The defined names that say what of each sheet is printed, and which rows stand above each page.
// exceljs has them too, but quotes no apostrophe, and knows no other order of sheets than the one in which they are added.
// Pure. Source: ECMA-376 part 1, 18.2.5 (definedName).
import { columnLetters } from "./names.ts"
import { xml } from "./page-text.ts"

/** Columns and rows count from 1. */
interface PrintedArea {
  readonly lastColumn: number
  readonly lastRow: number
}

/** What is named of a sheet: what is printed, if it is not all; whether its first row stands above each page. */
export interface PrintNames {
  readonly area?: PrintedArea
  readonly hasTitle: boolean
}

const named = (name: string, place: number, sheet: string, reference: string) => {
  const quoted = `'${sheet.replaceAll("'", "''")}'!${reference}`
  return `<definedName name="_xlnm.${name}" localSheetId="${place}">${xml(quoted)}</definedName>`
}

/** The names of a workbook's sheets, which are given in their order; nothing where nothing is named. */
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
