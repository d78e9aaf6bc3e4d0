// The limits of a workbook, and how texts are shortened to them.
// A shortened text ends with a mark; the writer counts shortened cells and reports them to the caller.
// Gotcha: Excel counts UTF-16 units, DuckDB characters: an emoji is two of the former and one of the latter.
import { literal } from "../sql-text.ts"

/**
 * The limits of a workbook.
 * Source: https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
 */
export const xlsxLimits = {
  /** Rows of a sheet, including the header. */
  rows: 1_048_576,
  /** Estimated bytes of a sheet's XML: beyond 4 GiB a zip needs fields that LibreOffice 7 does not read. */
  sheetBytes: 3_400_000_000,
  columns: 16_384,
  /** Clickable links of a sheet. */
  links: 65_530,
  /** UTF-16 units of a cell. */
  cellUnits: 32_767,
  /** Line feeds of a cell. */
  cellLineFeeds: 253,
  /** Characters of a sheet's name. */
  sheetName: 31,
  /** Characters of a column's header in a table. */
  header: 255,
  /** Significant digits of a number. */
  digits: 15,
  /** Largest number. */
  number: 9.99999999999999e307,
  /** Smallest positive number; Excel rounds smaller ones to 0. */
  smallestNumber: 2.2251e-308
} as const

/** The limits that shorten cells and split rows over sheets; tests make them small. */
export interface CellLimits {
  readonly rows: number
  readonly sheetBytes: number
  readonly cellUnits: number
  readonly cellLineFeeds: number
  readonly links: number
}

/** The end of a shortened text. */
export const cutMark = "…[cut]"

// A filler after every character of two units makes the number of characters and units equal; exactly one is removed again.
const wide = "[\\x{10000}-\\x{10FFFF}]"
const filler = "\u{FDD0}"
const inUnits = (text: string) => `regexp_replace(${text}, '(${wide})', '\\1${filler}', 'g')`

// DuckDB evaluates both sides of an AND in a value, but only the chosen branch of a CASE.
const ifLonger = (text: string, bytes: number, condition: string) =>
  `case when strlen(${text}) > ${bytes} then ${condition} else false end`

/** True if a text (an SQL expression) has more UTF-16 units than allowed; fast for short texts. */
export const tooLong = (text: string, { cellUnits }: CellLimits) =>
  ifLonger(text, cellUnits, `length(${inUnits(text)}) > ${cellUnits}`)

/** True if a text has more line feeds than allowed. */
export const tooManyLines = (text: string, { cellLineFeeds }: CellLimits) =>
  ifLonger(text, cellLineFeeds, `len(string_split(${text}, chr(10))) > ${cellLineFeeds + 1}`)

const cutUnits = (text: string, units: number) => {
  const head = `left(${inUnits(text)}, ${units})`
  const whole = `regexp_replace(${head}, '${wide}$', '')`
  return `regexp_replace(${whole}, '(${wide})${filler}', '\\1', 'g')`
}

/** The text, shortened to both limits (an SQL expression). */
export const cutText = (text: string, limits: CellLimits) => {
  const units = limits.cellUnits - cutMark.length
  const lines = `array_to_string(string_split(${text}, chr(10))[1:${limits.cellLineFeeds + 1}], chr(10))`
  const few = `case when ${tooManyLines(text, limits)} then ${lines} else ${text} end`
  return `case when ${tooLong(text, limits)} or ${tooManyLines(text, limits)} then ${cutUnits(few, units)} || ${literal(cutMark)} else ${text} end`
}
