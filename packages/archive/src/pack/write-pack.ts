// Writes a pack: the bytes of its snapshots, each verified, and the index.
//
// Written under a temporary name, flushed, read back and verified, and then renamed in one step, also over an older
// pack of the day. Snapshots are copied without recompression. Gotcha: hold the instance's lock, otherwise a pack
// written at the same time would be replaced.
import * as Zlib from "node:zlib"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Archive } from "../archive.ts"
import { allowPacks } from "../archive-format.ts"
import { ArchiveNotWritable, type SnapshotDamaged } from "../errors.ts"
import { writeFile } from "../files.ts"
import { SequentialReader } from "../sequential-reader.ts"
import { wholeOfSmall } from "../small-snapshot.ts"
import { readBody, readSnapshot } from "../snapshot.ts"
import type { SnapshotRef } from "../snapshot-ref.ts"
import { readPack, readPackFacts, refsOfPack } from "./pack.ts"
import { COPIED_BYTES, MOST_COPIED_BYTES, newHash, type PackEntry, packIndexBytes } from "./pack-index.ts"
import { storedBytes } from "./stored.ts"

/** The day and the path of a pack. */
interface PackPlace {
  readonly instanceId: string
  readonly day: string
  readonly path: string
}

/** The pack was not written, because `isWanted` or `onDamaged` refused it. */
export class PackUnwanted extends Data.TaggedError("PackUnwanted") {}

/** Verifies that a pack contains exactly these snapshots, each intact. */
const prove = Effect.fnUntraced(function* (
  path: string,
  place: PackPlace,
  entries: ReadonlyArray<PackEntry>,
  facts: ReadonlyArray<string>,
  copies: ReadonlyArray<Uint8Array>
) {
  const wrong = new ArchiveNotWritable({
    path: place.path,
    reason: { code: "written_otherwise" }
  })
  const pack = yield* Effect.mapError(readPack(path, place.instanceId, place.path), () => wrong)
  const read = yield* Effect.mapError(readPackFacts(path), () => wrong)
  if (pack.names === undefined || JSON.stringify(pack.entries) !== JSON.stringify(entries))
    return yield* wrong
  if (read === undefined || JSON.stringify(read.lines) !== JSON.stringify(facts)) return yield* wrong
  if (Buffer.compare(read.copies, Buffer.concat(copies)) !== 0) return yield* wrong
  const reader = new SequentialReader()
  for (const ref of refsOfPack(pack, place.instanceId))
    yield* Effect.mapError(
      reader.readFrame(ref, () => Effect.void),
      () => wrong
    )
})

/**
 * Writes the pack of a day from these snapshots, sorted by id, replacing an existing one. `onDamaged` decides whether to
 * continue without a damaged snapshot, `isWanted` finally decides by the ids whether to write the pack.
 *
 * Fails with `ArchiveNotWritable` and `PackUnwanted`: then nothing has changed.
 */
export const writePack = Effect.fnUntraced(function* (
  archive: Archive,
  place: PackPlace,
  refs: ReadonlyArray<SnapshotRef>,
  onDamaged: (ref: SnapshotRef, damage: SnapshotDamaged) => boolean,
  isWanted: (ids: ReadonlyArray<string>) => boolean
) {
  const entries: Array<PackEntry> = []
  const facts: Array<string> = []
  const copies: Array<Uint8Array> = []
  let copied = 0
  const copy = (body: Uint8Array) => {
    if (body.length > COPIED_BYTES) return
    copied += body.length
    if (copied <= MOST_COPIED_BYTES) copies.push(body)
    else copies.length = 0
  }
  yield* allowPacks(archive, refs)
  yield* writeFile(
    place.path,
    Effect.fnUntraced(function* (put) {
      const reader = new SequentialReader()
      const hash = newHash()
      let offset = 0
      for (const ref of refs) {
        const start = offset
        let crc32 = 0
        const take = (bytes: Uint8Array) => {
          hash.update(bytes)
          crc32 = Zlib.crc32(bytes, crc32)
          offset += bytes.length
          return put(bytes)
        }
        const bytes = yield* Effect.orElseSucceed(reader.bytes(ref), () => undefined)
        const whole = bytes === undefined ? undefined : wholeOfSmall(ref, bytes)
        if (bytes !== undefined && whole !== undefined) {
          yield* take(bytes)
          facts.push(whole.line)
          copy(whole.body)
        } else {
          const known = yield* Effect.result(readSnapshot(ref, () => Effect.void))
          if (known._tag === "Failure") {
            if (onDamaged(ref, known.failure)) continue
            return yield* new PackUnwanted()
          }
          yield* Stream.runForEach(yield* storedBytes(ref), take)
          facts.push(JSON.stringify(known.success))
          if (known.success.byte_count <= COPIED_BYTES) copy((yield* readBody(ref)).body)
        }
        entries.push({ snapshotId: ref.snapshotId, offset: start, length: offset - start, crc32 })
      }
      if (!isWanted(entries.map(({ snapshotId }) => snapshotId))) return yield* new PackUnwanted()
      const { instanceId, day } = place
      const head = { instanceId, day, byteCount: offset, sha256: hash.digest("hex") }
      yield* put(packIndexBytes({ head, entries }, facts, copies))
    }),
    (temporary) => prove(temporary, place, entries, facts, copies)
  )
  return entries
})
