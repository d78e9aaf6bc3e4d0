// The compressed bytes of a snapshot on disk: a file, or a part of a pack.
import * as Zlib from "node:zlib"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Stream from "effect/Stream"
import { SnapshotDamaged } from "../errors.ts"
import { reasonOf } from "../reasons.ts"
import { SequentialReader } from "../sequential-reader.ts"
import type { SnapshotRef } from "../snapshot-ref.ts"

const CHUNK_BYTES = 1024 * 1024

/** The bytes of a snapshot as stored. */
export const storedBytes = (ref: SnapshotRef) =>
  Effect.map(FileSystem.FileSystem, (fs) =>
    fs
      .stream(ref.path, {
        chunkSize: CHUNK_BYTES,
        ...(ref.packed === undefined ? {} : { offset: ref.packed.offset, bytesToRead: ref.packed.length })
      })
      .pipe(
        Stream.mapError(
          (error) =>
            new SnapshotDamaged({ path: ref.path, reason: { code: "cannot_be_read", why: reasonOf(error) } })
        )
      )
  )

/** Length and CRC-32 of a snapshot's stored bytes. */
export const storedSum = Effect.fnUntraced(function* (ref: SnapshotRef) {
  const small = yield* Effect.orElseSucceed(new SequentialReader().bytes(ref), () => undefined)
  if (small !== undefined) return { length: small.length, crc32: Zlib.crc32(small) }
  let length = 0
  let crc32 = 0
  yield* Stream.runForEach(yield* storedBytes(ref), (bytes) =>
    Effect.sync(() => {
      length += bytes.length
      crc32 = Zlib.crc32(bytes, crc32)
    })
  )
  return { length, crc32 }
})
