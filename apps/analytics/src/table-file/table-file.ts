// A hand-made table as sheets of rows of text: CSV, or a workbook.
import { readCsv } from "./csv-file.ts"
import { startsWith } from "./encoding.ts"
import type { TableFile } from "./file-rows.ts"
import { readWorkbook } from "./workbook-file.ts"

/** Parses a table; leaves out empty sheets and rows. */
export const readTableFile = async (bytes: Uint8Array): Promise<TableFile> => {
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return { reason: { code: "workbook_locked" } }
  return startsWith(bytes, 0x50, 0x4b, 3, 4) ? readWorkbook(bytes) : readCsv(bytes)
}
