// Prints a sheet on landscape pages at its full width, with its header repeated, and its name, its period and the page
// number in the footer. Of a long sheet only the first rows are printed, which every page states.
// Pure.
import type { HeaderFooter, PageSetup } from "exceljs"
import { footerOf, headerOf, type PrintLook } from "./look.ts"
import type { PrintNames } from "./print-names.ts"

/** The number of A4 in a page setup. */
export const paperA4 = 9
/** In inches. */
export const margins = { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 }

/** Landscape, on as many pages as needed. */
export const wideAsPaper: Partial<PageSetup> = {
  orientation: "landscape",
  paperSize: paperA4,
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  margins
}

/** The facts needed to print a sheet of rows. */
interface PrintedSheet {
  /** Without the header. */
  readonly rows: number
  /** Number of columns that are not folded. */
  readonly shownColumns: number
  /** Number of these that are printed; undefined for all. */
  readonly printedColumns: number | undefined
}

export interface SheetPrint {
  readonly pageSetup: Partial<PageSetup>
  readonly headerFooter: Partial<HeaderFooter>
  readonly names: PrintNames
}

/** The print settings of a sheet of rows. */
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
