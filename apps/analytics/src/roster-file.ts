// The bytes of a table that somebody made by hand, as rows of text: CSV in any delimiter and encoding, or XLSX.
//
// UTF-8 and UTF-16 are told by their marks or by being valid; else the encoding is the Cyrillic one in which letters
// make words, or windows-1252. `sep=;` as Excel writes it is obeyed. Of a workbook the first sheet that is not empty
// is read, formulas as their results. Row numbers are those that a spreadsheet shows.
import Papa from "papaparse"

/** A row and the number under which a spreadsheet shows it, from 1. */
export interface FileRow {
  readonly row: number
  readonly cells: ReadonlyArray<string>
}

/** What the file cannot be read as; `reason` is for the user. */
export type FileRows = { readonly rows: ReadonlyArray<FileRow> } | { readonly reason: string }

const startsWith = (bytes: Uint8Array, ...head: ReadonlyArray<number>) =>
  head.every((byte, place) => bytes[place] === byte)

const isLetter = (letter: string | undefined) => letter !== undefined && /[a-z]/i.test(letter)

/** How much a text reads like Russian: small letters side by side, against letters that do not go together. */
const likeness = (text: string): number => {
  const pairs = text.match(/[А-Яа-яё][а-яё]/g)?.length ?? 0
  const odd = text.match(/[а-яё][А-Я]|[─-▟\u0080-\u009f]/g)?.length ?? 0
  let mixed = 0
  for (const match of text.matchAll(/[А-яЁё]/g))
    if (isLetter(text[match.index - 1]) || isLetter(text[match.index + 1])) mixed += 1
  return pairs - 2 * odd - 2 * mixed
}

const decoded = (bytes: Uint8Array): string => {
  if (startsWith(bytes, 0xff, 0xfe)) return new TextDecoder("utf-16le").decode(bytes)
  if (startsWith(bytes, 0xfe, 0xff)) return new TextDecoder("utf-16be").decode(bytes)
  const zeros = (from: number) => bytes.filter((byte, place) => place % 2 === from && byte === 0).length
  if (zeros(1) * 4 > bytes.length) return new TextDecoder("utf-16le").decode(bytes)
  if (zeros(0) * 4 > bytes.length) return new TextDecoder("utf-16be").decode(bytes)
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    const readings = ["windows-1251", "ibm866", "koi8-r"].map((name) => {
      const text = new TextDecoder(name).decode(bytes)
      return { text, score: likeness(text) }
    })
    const best = readings.reduce((one, other) => (other.score > one.score ? other : one))
    return best.score > 0 ? best.text : new TextDecoder("windows-1252").decode(bytes)
  }
}

const csvRows = (bytes: Uint8Array): FileRows => {
  const text = decoded(bytes).replace(/^\ufeff/, "")
  const separator = /^sep=(.)\r?\n/.exec(text)
  // An empty last line would count against a file of two columns when its separator is guessed.
  const body = text.slice(separator?.[0].length ?? 0).replace(/[\r\n]+$/, "")
  const parsed = Papa.parse<ReadonlyArray<string>>(body, {
    delimiter: separator?.[1] ?? "",
    delimitersToGuess: [",", ";", "\t", "|"]
  })
  const broken = parsed.errors.find(({ type }) => type === "Quotes")
  const first = separator === null ? 1 : 2
  if (broken !== undefined)
    return { reason: `row ${(broken.row ?? 0) + first}: a quotation mark is not closed` }
  return { rows: parsed.data.map((cells, index) => ({ row: index + first, cells })) }
}

const xlsxRows = async (bytes: Uint8Array): Promise<FileRows> => {
  const { default: ExcelJS } = await import("exceljs")
  const workbook = new ExcelJS.Workbook()
  try {
    await workbook.xlsx.load(new Uint8Array(bytes).buffer)
  } catch {
    return { reason: "it is no workbook that can be read: save it again as .xlsx, or as CSV" }
  }
  const sheet = workbook.worksheets.find(({ actualRowCount }) => actualRowCount > 0)
  const rows: Array<FileRow> = []
  sheet?.eachRow((row, number) => {
    const cells: Array<string> = []
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      cells[column - 1] = textOf(cell.value)
    })
    rows.push({ row: number, cells: Array.from(cells, (cell) => cell ?? "") })
  })
  return { rows }
}

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return ""
  if (typeof value !== "object" || value instanceof Date) return String(value)
  if ("result" in value) return textOf(value.result)
  if ("formula" in value || "sharedFormula" in value || "error" in value) return ""
  if ("text" in value) return textOf(value.text)
  if ("richText" in value && Array.isArray(value.richText))
    return value.richText.map((part: unknown) => textOf(part)).join("")
  return ""
}

/** Reads a table; rows without any text are left out. */
export const fileRows = async (bytes: Uint8Array): Promise<FileRows> => {
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return {
      reason: "it is a workbook of an old or a locked kind: save it as .xlsx without a password, or as CSV"
    }
  const found = startsWith(bytes, 0x50, 0x4b, 3, 4) ? await xlsxRows(bytes) : csvRows(bytes)
  if ("reason" in found) return found
  return {
    rows: found.rows
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""))
      .map(({ row, cells }) => ({ row, cells: cells.map((cell) => cell.toWellFormed()) }))
  }
}
