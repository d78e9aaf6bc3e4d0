// The bytes of a source: ranges of a file, and what is left without a compression.
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type { PlatformError } from "effect/PlatformError"
import * as Stream from "effect/Stream"
import { compressionReasonOf, decompressed } from "../compressed.ts"
import { ImportRefused } from "../errors.ts"
import { type ImportReason, reasonOf } from "../reasons.ts"
import { withoutEmptiness } from "./bounds.ts"
import type { Source } from "./sources.ts"

export type Bytes = Stream.Stream<Uint8Array, ImportRefused>

/** Bytes that are read at once. */
export const CHUNK_BYTES = 1024 * 1024

/** The failure of a file that cannot be read. */
export const refuse = (source: Source, reason: ImportReason) =>
  new ImportRefused({ source: source.path, kind: "unreadable", reason })

/** The failure of a file that contains no reply. */
export const noReply = (source: Source, reason: ImportReason) =>
  new ImportRefused({ source: source.path, kind: "no-reply", reason })

/** Turns an error of the system into a failure. */
export const unreadable = (source: Source) => (error: PlatformError) => refuse(source, reasonOf(error))

/** Reads byte ranges of a file. */
export const inFile =
  (source: Source, fs: FileSystem.FileSystem, path: string) =>
  (start: number, end: number): Bytes =>
    fs
      .stream(path, { offset: start, bytesToRead: end - start, chunkSize: CHUNK_BYTES })
      .pipe(Stream.mapError(unreadable(source)), withoutEmptiness(source, start))

/** The bytes without their compression. */
export const unpacked = Effect.fnUntraced(function* (
  source: Source,
  bytes: Bytes,
  compression: Parameters<typeof decompressed>[1]
) {
  const chunks = yield* Stream.toAsyncIterableEffect(bytes)
  return Stream.fromAsyncIterable(decompressed(chunks, compression), (error) => {
    if (error instanceof ImportRefused) return error
    const why = compressionReasonOf(error)
    return refuse(source, why.code === "unknown" ? why : { code: "compression", why })
  })
})
