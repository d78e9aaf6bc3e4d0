// A text file that is written aside, flushed, and renamed into place: a reader sees the old file or the new one.
import * as Crypto from "node:crypto"
import * as NodePath from "node:path"
import { reasonOf } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type { PlatformError } from "effect/PlatformError"
import { reasonWords } from "../wording/reasons.ts"
import { FileNotWritten } from "./stdout.ts"
import type { Write } from "./text-formats.ts"

/** Writes a file from the pieces that `fill` gives, and answers its bytes; fails with `FileNotWritten`, and as `fill` does. */
export const writeTextFile = Effect.fnUntraced(function* <E, R>(
  path: string,
  fill: (write: Write<FileNotWritten, never>) => Effect.Effect<void, E, R>
) {
  const fs = yield* FileSystem.FileSystem
  const notWritten = Effect.mapError(
    (error: PlatformError) => new FileNotWritten({ path, reason: reasonWords(reasonOf(error)) })
  )
  const folder = NodePath.dirname(path)
  const aside = NodePath.join(
    folder,
    `.${NodePath.basename(path)}.tmp-${Crypto.randomBytes(6).toString("hex")}`
  )
  const encoder = new TextEncoder()
  let bytes = 0
  yield* notWritten(fs.makeDirectory(folder, { recursive: true }))
  yield* Effect.scoped(
    Effect.gen(function* () {
      const file = yield* notWritten(fs.open(aside, { flag: "wx" }))
      yield* fill((text) => {
        if (text === "") return Effect.void
        const piece = encoder.encode(text)
        bytes += piece.length
        return notWritten(file.writeAll(piece))
      })
      yield* notWritten(file.sync)
    })
  ).pipe(
    Effect.andThen(notWritten(fs.rename(aside, path))),
    Effect.onError(() => Effect.option(fs.remove(aside, { force: true })))
  )
  return bytes
})
