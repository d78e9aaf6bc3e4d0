// Verify: every snapshot is read to its last byte and hashed, and every damaged one is named.
//
// Of a pack, the rest is checked too: its index, and bytes that no reader misses. Nothing is repaired or removed.
// Left-over temporary files are no damage: they are commits that never were.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Stream from "effect/Stream"
import { type Archive, listInstances, listMonths } from "./archive.ts"
import { SnapshotDamaged } from "./errors.ts"
import type { Facts } from "./facts.ts"
import { type Month, type Pack, refsOfPack } from "./pack/pack.ts"
import { packCopies } from "./pack/pack-copies.ts"
import { INDEX_HEADER_BYTES, isIndexHeader, newHash } from "./pack/pack-index.ts"
import { storedSum } from "./pack/stored.ts"
import { readSnapshot } from "./snapshot.ts"
import type { SnapshotRef } from "./snapshot-ref.ts"

/** What has been found of one snapshot. */
export interface Verified {
  readonly ref: SnapshotRef
  /** The facts, or what is wrong with the snapshot. */
  readonly found: Facts | SnapshotDamaged
}

const verifyOne = (ref: SnapshotRef) =>
  Effect.match(
    readSnapshot(ref, () => Effect.void),
    {
      onFailure: (damage): Verified => ({ ref, found: damage }),
      onSuccess: (facts): Verified => ({ ref, found: facts })
    }
  )

const CHUNK_BYTES = 1024 * 1024

/** What is wrong with the index of a pack; undefined if nothing is. */
const indexFault = Effect.fnUntraced(function* ({ path, names }: Pack) {
  if (names === undefined)
    return "its index is not what was written; its snapshots were looked for without it"
  const copies = yield* packCopies(path)
  const isWhole = names.entries.every(({ snapshotId }) => copies.isRight(snapshotId))
  return isWhole
    ? undefined
    : "what its index tells of snapshots is not what was written; they are read without it"
})

/** Whether the bytes of all snapshots of a pack, and the header after them, are those that were written. */
const isUnchanged = Effect.fnUntraced(function* ({ path, names }: Pack) {
  if (names === undefined) return false
  const fs = yield* FileSystem.FileSystem
  const hash = newHash()
  let left = names.head.byteCount
  const header: Array<Uint8Array> = []
  const bytes = fs.stream(path, { chunkSize: CHUNK_BYTES, bytesToRead: left + INDEX_HEADER_BYTES })
  yield* Stream.runForEach(bytes, (chunk) =>
    Effect.sync(() => {
      hash.update(chunk.subarray(0, left))
      header.push(chunk.subarray(Math.min(left, chunk.length)))
      left = Math.max(0, left - chunk.length)
    })
  )
  const isPassedOver = isIndexHeader(Buffer.concat(header), names.place)
  return { isPassedOver, isSame: hash.digest("hex") === names.head.sha256 }
}, Effect.option)

/** Verifies a pack: those of its snapshots that are not loose too, and everything else in the file. */
const verifyPack = Effect.fnUntraced(function* (pack: Pack, instanceId: string, loose: ReadonlySet<string>) {
  const verified: Array<Verified> = []
  const refs = refsOfPack(pack, instanceId)
  const sums = yield* isUnchanged(pack)
  const isUntouched = sums._tag === "Some" && sums.value !== false && sums.value.isSame
  for (const ref of refs) {
    const one = yield* verifyOne(ref)
    const isDamaged = one.found instanceof SnapshotDamaged
    const sum = isUntouched || isDamaged ? undefined : yield* Effect.option(storedSum(ref))
    const isChanged = sum !== undefined && (sum._tag === "None" || sum.value.crc32 !== ref.packed?.crc32)
    const reason = `in snapshot ${ref.snapshotId}, a byte has changed that does not change what it says`
    if (isChanged) verified.push({ ref, found: new SnapshotDamaged({ path: pack.path, reason }) })
    else if (isDamaged || !loose.has(ref.snapshotId)) verified.push(one)
  }
  const hasHeader = sums._tag === "Some" && sums.value !== false && sums.value.isPassedOver
  const fault =
    (yield* indexFault(pack)) ?? (hasHeader ? undefined : "the header of its index is not what was written")
  if (fault !== undefined && pack.isComplete) {
    const ref = { instanceId, snapshotId: "index", path: pack.path }
    verified.push({ ref, found: new SnapshotDamaged({ path: pack.path, reason: fault }) })
  }
  return verified
})

const verifyMonth = (instanceId: string, { loose, packs }: Month) => {
  const ids = new Set(loose.map(({ snapshotId }) => snapshotId))
  const parts = [
    ...loose.map((ref) => Effect.map(verifyOne(ref), (one) => [one])),
    ...packs.map((pack) => verifyPack(pack, instanceId, ids))
  ]
  return Stream.fromIterable(parts).pipe(
    Stream.mapEffect((part) => part, { concurrency: 2 }),
    Stream.flatMap(Stream.fromIterable)
  )
}

/** Reads all snapshots, two at a time; the stream ends after the last one. */
export const verifyArchive = (archive: Archive) =>
  Stream.unwrap(Effect.map(listInstances(archive), Stream.fromIterable)).pipe(
    Stream.flatMap((instanceId) =>
      Stream.unwrap(Effect.map(listMonths(archive, instanceId), Stream.fromIterable)).pipe(
        Stream.flatMap((month) => verifyMonth(instanceId, month))
      )
    )
  )
