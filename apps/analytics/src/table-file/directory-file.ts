// Opens a file of people or names: a table that someone made, or a saved reply of the service.
import { reasonOf } from "@chatledger/archive/internal"
import { type DirectoryReply, mayBeDirectoryReply, readDirectoryReply } from "@chatledger/core/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { decoded } from "./encoding.ts"
import type { TableFile } from "./file-rows.ts"
import { readTableFile } from "./table-file.ts"

const HEAD = 256

/** Opens the file, or returns the reason why it cannot be read. */
export const openPeopleFile = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const read = yield* Effect.result(fs.readFile(path))
  if (read._tag === "Failure")
    return { reason: { code: "people_file_cannot_be_read", why: reasonOf(read.failure) } } satisfies TableFile
  const bytes = read.success
  if (mayBeDirectoryReply(path, decoded(bytes.subarray(0, HEAD))))
    return { reply: readDirectoryReply(decoded(bytes)) } satisfies { readonly reply: DirectoryReply }
  return yield* Effect.promise(() => readTableFile(bytes))
})
