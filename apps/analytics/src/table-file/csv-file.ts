// CSV with any delimiter. Obeys Excel's `sep=;`; row numbers are those that a spreadsheet shows.
import Papa from "papaparse"
import { filledRows, HEAD_ROWS, type TableFile } from "./file-rows.ts"
import { withoutGuards } from "./guards.ts"

const MARK = "\ufeff"

/** Where the last line that is not empty ends. A pattern takes time with the square of the empty lines before others. */
const lastLineEnd = (text: string): number => {
  let end = text.length
  while (end > 0 && (text[end - 1] === "\n" || text[end - 1] === "\r")) end -= 1
  return end
}

export const readCsv = (marked: string): TableFile => {
  const text = marked.startsWith(MARK) ? marked.slice(MARK.length) : marked
  const separator = /^sep=(.)\r?\n/.exec(text)
  // A final empty line would distort the guess of the delimiter in a file with two columns.
  const body = text.slice(separator?.[0].length ?? 0, lastLineEnd(text))
  const parsed = Papa.parse<ReadonlyArray<string>>(body, {
    delimiter: separator?.[1] ?? "",
    delimitersToGuess: [",", ";", "\t", "|"]
  })
  const broken = parsed.errors.find(({ type }) => type === "Quotes")
  const first = separator === null ? 1 : 2
  if (broken !== undefined) return { reason: { code: "quote_unclosed", row: (broken.row ?? 0) + first } }
  const numbered = parsed.data.map((cells, index) => ({ row: index + first, cells }))
  const rows = withoutGuards(filledRows(numbered), marked !== text)
  if (rows.length === 0) return { sheets: [] }
  return {
    sheets: [{ name: undefined, isOwn: false, head: rows.slice(0, HEAD_ROWS), rows: async () => rows }]
  }
}
