// How a workbook looks that people read and print; without one it is plain: ISO dates, and printed as the program thinks best.
// Number formats say how values are shown, never what they are. Pure.
// Source: ECMA-376 part 1, 18.8.31 (numFmts), 18.3.1.46 (headerFooter).

/** What is printed of the sheets, and what stands around it. Texts are plain: their `&` is no code. */
export interface PrintLook {
  /** In the middle below each page: what the sheets are about, say the period. */
  readonly footer: string
  /** To the right below each page; both numbers are put in by the program that prints. */
  readonly page: (page: string, pages: string) => string
  /** Rows of a sheet that are printed; of more, the first. */
  readonly mostRows: number
  /** Said above each page of a sheet that has more. */
  readonly onlyFirst: (printed: number, rows: number) => string
}

export interface WorkbookLook {
  /** Number formats of times, days, durations (whose values are days) and shares. */
  readonly formats: {
    readonly moment: string
    readonly day: string
    readonly duration: string
    readonly percent: string
  }
  readonly print: PrintLook
}

/** The formats of a workbook without a look. */
export const plainFormats: WorkbookLook["formats"] = {
  moment: "yyyy-mm-dd hh:mm:ss",
  day: "yyyy-mm-dd",
  duration: "[h]:mm:ss",
  percent: "0.0%"
}

/** Characters that a header or a footer holds, codes included. */
const mostCharacters = 255

/** The text as a part of a header or a footer; what does not fit is left out. */
const plain = (text: string, room: number): string => {
  const shown = text.replace(/\s+/g, " ").replaceAll("&", "&&").slice(0, room)
  return (/(?:^|[^&])(?:&&)*&$/.test(shown) ? shown.slice(0, -1) : shown).toWellFormed()
}

/** The footer of every sheet: its name, what it is about, the number of the page. */
export const footerOf = ({ footer, page }: PrintLook): string => {
  const ends = ["&L&A", `&R${page("&P", "&N")}`] as const
  const room = mostCharacters - "&C".length - ends.join("").length
  return `${ends[0]}&C${plain(footer, room)}${ends[1]}`
}

/** The header of a sheet of which the first rows alone are printed. */
export const headerOf = ({ mostRows, onlyFirst }: PrintLook, rows: number): string =>
  `&L${plain(onlyFirst(mostRows, rows), mostCharacters - 2)}`
