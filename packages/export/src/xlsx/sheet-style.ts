// The cell styles of a sheet of rows, for exceljs.
import type { Style } from "exceljs"
import { plainFormats, type WorkbookLook } from "./look.ts"
import { linkFont } from "./page-sheet.ts"

export type CellStyle =
  | "general"
  | "number"
  | "text"
  | "wrapped"
  | "link"
  | "moment"
  | "date"
  | "duration"
  | "percent"

const top = { vertical: "top" } as const

/** The style of each kind of cell. */
export const cellStyles = (look: WorkbookLook | undefined): Readonly<Record<CellStyle, Partial<Style>>> => {
  const { day, duration, moment, percent } = look?.formats ?? plainFormats
  // Dates are left-aligned, like the texts beside them.
  const ofTime = look === undefined ? top : ({ ...top, horizontal: "left" } as const)
  // Numbers keep away from a date or text that begins at the edge of their cell.
  const ofNumber = look === undefined ? top : ({ ...top, horizontal: "right", indent: 1 } as const)
  return {
    general: {},
    number: look === undefined ? {} : { alignment: ofNumber },
    text: { numFmt: "@", alignment: top },
    link: { numFmt: "@", alignment: top, font: linkFont },
    wrapped: { numFmt: "@", alignment: { ...top, wrapText: true } },
    moment: { numFmt: moment, alignment: ofTime },
    date: { numFmt: day, alignment: ofTime },
    duration: { numFmt: duration, alignment: ofNumber },
    percent: { numFmt: percent, alignment: ofNumber }
  }
}
