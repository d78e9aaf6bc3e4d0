// One text file by itself: a reader sees the old one or the new one.
import * as Effect from "effect/Effect"
import * as Path from "effect/Path"
import { flushFolder, makeFolder, openText, putInPlace, tempFile, type WriteText } from "./temp-file.ts"

/**
 * Writes one text file from the pieces that `fill` gives, in a folder that is made when it is not there, and answers its size in bytes
 * and its SHA-256 in hexadecimal. What has the name is replaced. Fails with `OutputNotWritable`, and as `fill` does.
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
