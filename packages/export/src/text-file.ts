// Writes one text file atomically.
import * as Effect from "effect/Effect"
import * as Path from "effect/Path"
import { flushFolder, makeFolder, openText, putInPlace, tempFile, type WriteText } from "./temp-file.ts"

/**
 * Writes one text file from the pieces that `fill` provides; creates its folder if needed. Returns the size in bytes
 * and the hexadecimal SHA-256. Replaces an existing file. Fails with `OutputNotWritable`, and as `fill` does.
 */
export const writeTextFile = Effect.fnUntraced(function* <E, R>(
  path: string,
  fill: (write: WriteText) => Effect.Effect<void, E, R>
) {
  const folder = (yield* Path.Path).dirname(path)
  yield* makeFolder(folder)
  const file = yield* tempFile(path)
  const written = yield* Effect.scoped(
    Effect.flatMap(openText(file), ({ end, write }) => Effect.andThen(fill(write), end))
  )
  yield* putInPlace(file)
  yield* flushFolder(folder)
  return written
}, Effect.scoped)
