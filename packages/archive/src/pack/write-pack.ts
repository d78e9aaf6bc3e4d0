// Writing a pack: the bytes of its snapshots one after the other, each proved whole, and the index.
//
// Written aside, flushed, read back and proved, and only then given its name, in one step also where an older pack
// of the day stands. The bytes of a snapshot are copied as they are, compressed. Gotcha: the instance's lock has to be
// held, since a pack that somebody else makes at the same time would be replaced.
import * as Zlib from "node:zlib"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { type Archive, allowPacks, type SnapshotRef } from "../archive.ts"
import { ArchiveNotWritable } from "../errors.ts"
import { readSnapshot } from "../snapshot.ts"
import { writeAside } from "../write-aside.ts"
import { readPack, readPackFacts, refsOfPack } from "./pack.ts"
import { newHash, type PackEntry, packIndexBytes } from "./pack-index.ts"
import { storedBytes } from "./stored.ts"

/** Proves that a pack holds these snapshots, each whole, and nothing else. */
const prove = Effect.fnUntraced(function* (
  path: string,
  place: { readonly instanceId: string; readonly path: string },
  entries: ReadonlyArray<PackEntry>,
  facts: ReadonlyArray<string>
) {
  const wrong = new ArchiveNotWritable({
    path: place.path,
    reason: "what was written reads back as something else: check the disk, nothing has been changed"
  })
  const pack = yield* Effect.mapError(readPack(path, place.instanceId, place.path), () => wrong)
  const lines = yield* Effect.mapError(readPackFacts(path), () => wrong)
  if (pack.names === undefined || JSON.stringify(pack.entries) !== JSON.stringify(entries))
    return yield* wrong
  if (JSON.stringify(lines) !== JSON.stringify(facts)) return yield* wrong
  for (const ref of refsOfPack(pack, place.instanceId))
    yield* Effect.mapError(
      readSnapshot(ref, () => Effect.void),
      () => wrong
    )
})

/**
 * Makes the pack of a day of these snapshots, by id, in place of the one that is there.
 *
 * Fails with `SnapshotDamaged` if one of them is not whole, and with `ArchiveNotWritable`: then nothing has changed.
 */
export const writePack = Effect.fnUntraced(function* (
  archive: Archive,
  place: { readonly instanceId: string; readonly day: string; readonly path: string },
  refs: ReadonlyArray<SnapshotRef>
) {
  const entries: Array<PackEntry> = []
  const facts: Array<string> = []
  yield* allowPacks(archive)
  yield* writeAside(
    place.path,
    Effect.fnUntraced(function* (put) {
      const hash = newHash()
      let offset = 0
      for (const ref of refs) {
        const known = yield* readSnapshot(ref, () => Effect.void)
        const start = offset
        let crc32 = 0
        yield* Stream.runForEach(yield* storedBytes(ref), (bytes) => {
          hash.update(bytes)
          crc32 = Zlib.crc32(bytes, crc32)
          offset += bytes.length
          return put(bytes)
        })
        entries.push({ snapshotId: ref.snapshotId, offset: start, length: offset - start, crc32 })
        facts.push(JSON.stringify(known))
      }
      const head = {
        instanceId: place.instanceId,
        day: place.day,
        byteCount: offset,
        sha256: hash.digest("hex")
      }
      yield* put(packIndexBytes({ head, entries }, facts))
    }),
    (aside) => prove(aside, place, entries, facts)
  )
  return entries
})
