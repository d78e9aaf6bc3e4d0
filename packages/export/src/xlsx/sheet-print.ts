// How a sheet is printed: on wide pages that are as wide as it is, under its header, above its name, its period and the
// number of the page. Of a long sheet the first rows alone are printed, which every page says.
// Pure.
import type { HeaderFooter, PageSetup } from "exceljs"
import { footerOf, headerOf, type PrintLook } from "./look.ts"
import type { PrintNames } from "./print-names.ts"

/** Its number in a page setup. */
export const paperA4 = 9
/** In inches. */
export const margins = { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 }

/** On lying paper, as many pages as it takes. */
export const wideAsPaper: Partial<PageSetup> = {
  orientation: "landscape",
  paperSize: paperA4,
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  margins
}

/** What there is to know of a sheet of rows to print it. */
interface PrintedSheet {
  /** Without the header. */
  readonly rows: number
  /** Columns that are shown as long as no one unfolds the others. */
  readonly shownColumns: number
  /** Of these, those that are printed; undefined for all. */
  readonly printedColumns: number | undefined
}

export interface SheetPrint {
  readonly pageSetup: Partial<PageSetup>
  readonly headerFooter: Partial<HeaderFooter>
  readonly names: PrintNames
}

/** How a sheet of rows is printed. */
export const printOfRows = (
  look: PrintLook,
  { printedColumns = Number.POSITIVE_INFINITY, rows, shownColumns }: PrintedSheet
): SheetPrint => {
  const isLong = rows > look.mostRows
  const isNarrow = printedColumns < shownColumns
  const area = {
    lastColumn: Math.min(printedColumns, shownColumns),
    lastRow: 1 + Math.min(rows, look.mostRows)
  }
  return {
    pageSetup: wideAsPaper,
    headerFooter: {
      oddFooter: footerOf(look),
      ...(isLong ? { oddHeader: headerOf(look, rows) } : {})
    },
    names: { hasTitle: true, ...(isLong || isNarrow ? { area } : {}) }
  }
}
