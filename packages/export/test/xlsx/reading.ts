// Writing a workbook and reading it with exceljs, a reader that knows nothing of the writer.
import { join } from "node:path"
import * as Effect from "effect/Effect"
import ExcelJS from "exceljs"
import { type ExportFileOptions, type ExportTable, exportFile } from "../../src/index.ts"
import type { connect } from "../duckdb.ts"
import { temporaryFolder } from "../node-files.ts"
import { about } from "../request.ts"

type Connection = Effect.Success<ReturnType<typeof connect>>

/** A workbook of tables, its report and its path. */
export const workbookOf = Effect.fnUntraced(function* (
  connection: Connection,
  tables: ReadonlyArray<ExportTable>,
  more: Partial<ExportFileOptions> = {}
) {
  const path = join(yield* temporaryFolder, "book.xlsx")
  const report = yield* exportFile(connection, { ...about, path, format: "xlsx", tables, ...more })
  const workbook = new ExcelJS.Workbook()
  yield* Effect.promise(() => workbook.xlsx.readFile(path))
  return { path, report, workbook }
})

// exceljs hands inline strings out with their escapes (ECMA-376 part 1, 22.9.2.19), the shared ones of headers without.
const unescaped = (value: unknown) =>
  typeof value === "string"
    ? value.replaceAll(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : value

/** The values of a sheet's rows, header included; an absent cell is null, and so is an empty text, to exceljs. */
export const cellsOf = (sheet: ExcelJS.Worksheet | undefined): ReadonlyArray<ReadonlyArray<unknown>> => {
  if (sheet === undefined) return []
  const value = (row: number, column: number) => {
    const { value } = sheet.getCell(row + 1, column + 1)
    return row === 0 ? value : unescaped(value)
  }
  const { columnCount, rowCount } = sheet
  return Array.from({ length: rowCount }, (_, row) =>
    Array.from({ length: columnCount }, (_, column) => value(row, column))
  )
}
