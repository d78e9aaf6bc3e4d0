// One commit is one new file: whoever makes it first has its number, and everyone else takes the next one.
//
// The text is written and flushed under another name and linked to its own, so that a reader never sees a half. Gotcha:
// where a file system has no links, the file is made exclusively and written in place.
import { systemCodeOf } from "@chatledger/core"
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

/** Makes the commit of a number; false if there is one already. Fails with `OutputNotWritable`. */
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
