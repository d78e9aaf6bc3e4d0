// A table that somebody made by hand, as sheets of rows of text: CSV, or a workbook.
import { reasonOf } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { readCsv } from "./csv-file.ts"
import { startsWith } from "./encoding.ts"
import type { TableFile } from "./file-rows.ts"
import { readWorkbook } from "./workbook-file.ts"

/** Reads the bytes of a table; sheets and rows without any text are left out. */
export const readTableFile = async (bytes: Uint8Array): Promise<TableFile> => {
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return {
      reason: "it is a workbook of an old or a locked kind: save it as .xlsx without a password, or as CSV"
    }
  return startsWith(bytes, 0x50, 0x4b, 3, 4) ? readWorkbook(bytes) : readCsv(bytes)
}

/** Opens a table; the reason, if there is one, is for the user. */
export const openTableFile = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const read = yield* Effect.result(fs.readFile(path))
  if (read._tag === "Failure")
    return { reason: `it cannot be read: ${reasonOf(read.failure)}` } satisfies TableFile
  return yield* Effect.promise(() => readTableFile(read.success))
})
