// Workbooks (.xlsx) of any writer; formulas as their results.
//
// A cell merged over rows repeats its value in each row, one merged over columns only in the first. A row that is one
// wide cell is a title and left out. Error values are left empty.
// Gotcha: Excel loses digits beyond 15: such numbers read as `1.2E+17`, which is not an id.
import type { CellValue, MergeRange, Sheet } from "hucre"
import { type FileRow, type FileSheet, filledRows, HEAD_ROWS, type TableFile } from "./file-rows.ts"
import { withoutGuards } from "./guards.ts"
import { withPlainNames } from "./zip-names.ts"

const EXACT = 1e15

const textOf = (value: CellValue): string => {
  if (value === null) return ""
  if (value instanceof Date) return value.toISOString()
  if (typeof value === "number" && Math.abs(value) >= EXACT) return value.toExponential().toUpperCase()
  return String(value)
}

const isTitle = (cells: ReadonlyArray<string>, place: number, merges: ReadonlyArray<MergeRange>) =>
  merges.some(
    ({ startRow, startCol, endCol }) =>
      startRow === place &&
      endCol > startCol &&
      cells.every((cell, column) => column === startCol || cell === "")
  )

const rowsOf = ({ cells, merges = [], rows }: Sheet): ReadonlyArray<FileRow> => {
  const read = rows.map((row, place) =>
    row.map((value, column) => (cells?.get(`${place},${column}`)?.type === "error" ? "" : textOf(value)))
  )
  for (const { startRow, startCol, endRow } of merges)
    for (let place = startRow + 1; place <= Math.min(endRow, read.length - 1); place += 1) {
      const row = read[place]
      if (row !== undefined) row[startCol] = read[startRow]?.[startCol] ?? ""
    }
  const numbered = read.map((row, place) => ({
    row: place + 1,
    cells: Array.from(row, (cell) => cell ?? "")
  }))
  return filledRows(numbered.filter((row, place) => !isTitle(row.cells, place, merges)))
}

export const readWorkbook = async (given: Uint8Array): Promise<TableFile> => {
  const { readXlsx } = await import("hucre/xlsx")
  try {
    const bytes = withPlainNames(given)
    const { properties, sheets } = await readXlsx(bytes, { maxRows: HEAD_ROWS })
    const isOwn = properties?.creator?.startsWith("chatledger ") === true
    const plain = (sheet: Sheet) => (isOwn ? rowsOf(sheet) : withoutGuards(rowsOf(sheet), false))
    const shown = sheets.filter(({ hidden, veryHidden }) => hidden !== true && veryHidden !== true)
    const found = (shown.length > 0 ? shown : sheets).map((sheet): FileSheet => {
      const head = plain(sheet)
      const isWhole = sheet.rows.length < HEAD_ROWS
      const rows = async () => {
        if (isWhole) return head
        const { sheets: whole } = await readXlsx(bytes, { sheets: [sheet.name] })
        return whole.flatMap(plain)
      }
      return { name: sheet.name, isOwn, head, rows }
    })
    return { sheets: found.filter(({ head }) => head.length > 0) }
  } catch {
    return { reason: { code: "workbook_unreadable" } }
  }
}
