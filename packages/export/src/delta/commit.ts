// A commit is one new file: the first writer gets its number, all others use the next one.
//
// The text is written and flushed under a temporary name and then hard-linked, so that readers never see an incomplete
// file. Gotcha: on file systems without hard links the file is created exclusively and written in place.
import { systemCodeOf } from "@chatledger/core/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import type { PlatformError } from "effect/PlatformError"
import { flushFolder, notWritable, tempFile, writeText } from "../temp-file.ts"
import { logFolder, nameOfCommit } from "./state.ts"

const withoutLinks = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"])

const isTaken = (error: PlatformError) =>
  error.reason._tag === "AlreadyExists" || systemCodeOf(error) === "EEXIST"

const inPlace = (path: string, text: string) =>
  Effect.scoped(
    FileSystem.FileSystem.use((fs) => fs.open(path, { flag: "wx" })).pipe(
      Effect.flatMap((file) => Effect.andThen(file.writeAll(Buffer.from(text)), file.sync))
    )
  )

/** Creates the commit with a number; false if it already exists. Fails with `OutputNotWritable`. */
export const commitAs = Effect.fnUntraced(function* (directory: string, version: number, text: string) {
  const fs = yield* FileSystem.FileSystem
  const { join } = yield* Path.Path
  const folder = join(directory, logFolder)
  const path = join(folder, nameOfCommit(version))
  const file = yield* tempFile(path)
  yield* writeText(file, text)
  const isMade = yield* fs.link(file.path, path).pipe(
    Effect.catchIf(
      (error) => withoutLinks.has(systemCodeOf(error) ?? ""),
      () => inPlace(path, text)
    ),
    Effect.as(true),
    Effect.catchIf(isTaken, () => Effect.succeed(false)),
    notWritable(path)
  )
  if (isMade) yield* flushFolder(folder)
  return isMade
}, Effect.scoped)
