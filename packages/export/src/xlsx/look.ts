// The appearance of a workbook for reading and printing; without it: ISO dates, and the program's print defaults.
// Number formats change how values are shown, never the values. Pure.
// Source: ECMA-376 part 1, 18.8.31 (numFmts), 18.3.1.46 (headerFooter).

/** Print settings of the sheets, with header and footer. Texts are plain: an `&` is not a code. */
export interface PrintLook {
  /** In the middle of each footer: the subject of the sheets, such as the period. */
  readonly footer: string
  /** On the right of each footer; the printing program inserts both numbers. */
  readonly page: (page: string, pages: string) => string
  /** Maximum number of printed rows, from the first. */
  readonly mostRows: number
  /** The header of each page of a sheet with more rows. */
  readonly onlyFirst: (printed: number, rows: number) => string
}

/** The look of a workbook for reading: number formats and print settings. */
export interface WorkbookLook {
  /** Number formats of times, days, durations (in days) and shares. */
  readonly formats: {
    readonly moment: string
    readonly day: string
    readonly duration: string
    readonly percent: string
  }
  readonly print: PrintLook
}

/** The number formats of a workbook without a look. */
export const plainFormats: WorkbookLook["formats"] = {
  moment: "yyyy-mm-dd hh:mm:ss",
  day: "yyyy-mm-dd",
  duration: "[h]:mm:ss",
  percent: "0.0%"
}

/** Maximum characters of a header or a footer, including codes. */
const mostCharacters = 255

/** The text as part of a header or a footer, shortened to `room`. */
const plain = (text: string, room: number): string => {
  const shown = text.replace(/\s+/g, " ").replaceAll("&", "&&").slice(0, room)
  return (/(?:^|[^&])(?:&&)*&$/.test(shown) ? shown.slice(0, -1) : shown).toWellFormed()
}

/** The footer of every sheet: its name, its subject, the page number. */
export const footerOf = ({ footer, page }: PrintLook): string => {
  const ends = ["&L&A", `&R${page("&P", "&N")}`] as const
  const room = mostCharacters - "&C".length - ends.join("").length
  return `${ends[0]}&C${plain(footer, room)}${ends[1]}`
}

/** The header of a sheet of which only the first rows are printed. */
export const headerOf = ({ mostRows, onlyFirst }: PrintLook, rows: number): string =>
  `&L${plain(onlyFirst(mostRows, rows), mostCharacters - 2)}`
