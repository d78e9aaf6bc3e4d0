// A hand-made table as sheets of rows of text: CSV, a workbook, or contacts of a phone.
import { isCardFile, readCardFile, withoutFolds } from "./card-file.ts"
import { readCsv } from "./csv-file.ts"
import { decoded, startsWith } from "./encoding.ts"
import type { TableFile } from "./file-rows.ts"
import { readWorkbook } from "./workbook-file.ts"

/** Parses a table; leaves out empty sheets and rows. */
export const readTableFile = async (bytes: Uint8Array): Promise<TableFile> => {
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return { reason: { code: "workbook_locked" } }
  if (startsWith(bytes, 0x50, 0x4b, 3, 4)) return readWorkbook(bytes)
  const text = decoded(withoutFolds(bytes))
  return isCardFile(text) ? readCardFile(text) : readCsv(text)
}
