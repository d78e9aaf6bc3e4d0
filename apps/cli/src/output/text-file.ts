// A text file that is written under a temporary name, flushed, and renamed into place: a reader sees the old file or the new one.
// Its mode and those of its folders are the exporter's rule.
import * as Crypto from "node:crypto"
import * as NodePath from "node:path"
import { reasonOf } from "@chatledger/archive"
import { flushFolder, makeFolder, putInPlace, tempFile } from "@chatledger/export"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type { PlatformError } from "effect/PlatformError"
import { reasonWords } from "../messages/reasons.ts"
import { FileNotWritten } from "../terminal/stdout.ts"

/** A text file as it was written. */
export interface WrittenText {
  readonly bytes: number
  /** Lower-case hexadecimal. */
  readonly sha256: string
}

type Put = (data: string | Uint8Array) => Effect.Effect<void, FileNotWritten>

/** Writes a file from the pieces that `fill` gives; fails with `FileNotWritten` and `OutputNotWritable`, and as `fill` does. */
export const writeTextFile = Effect.fnUntraced(function* <E, R>(
  path: string,
  fill: (write: Put) => Effect.Effect<void, E, R>
) {
  const fs = yield* FileSystem.FileSystem
  const notWritten = Effect.mapError(
    (error: PlatformError) => new FileNotWritten({ path, reason: reasonWords(reasonOf(error)) })
  )
  const folder = NodePath.dirname(path)
  const encoder = new TextEncoder()
  const hash = Crypto.createHash("sha256")
  let bytes = 0
  yield* makeFolder(folder)
  const place = yield* tempFile(path)
  yield* Effect.scoped(
    Effect.gen(function* () {
      const file = yield* notWritten(fs.open(place.path, { flag: "w" }))
      yield* fill((data) => {
        if (data.length === 0) return Effect.void
        const piece = typeof data === "string" ? encoder.encode(data) : data
        bytes += piece.length
        hash.update(piece)
        return notWritten(file.writeAll(piece))
      })
      yield* notWritten(file.sync)
    })
  )
  yield* putInPlace(place)
  yield* flushFolder(folder)
  return { bytes, sha256: hash.digest("hex") } satisfies WrittenText
}, Effect.scoped)
