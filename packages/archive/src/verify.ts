// Verify: every snapshot is read to its last byte and hashed, and every damaged one is named.
//
// Of a pack, the rest is checked too: its index, and bytes that no reader misses. Nothing is repaired or removed.
// Left-over temporary files are no damage: they are commits that never were.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { type Archive, listInstances, listMonths } from "./archive.ts"
import { SnapshotDamaged } from "./errors.ts"
import type { Facts } from "./facts.ts"
import { type Month, type Pack, refsOfPack } from "./pack/pack.ts"
import { packCopies } from "./pack/pack-copies.ts"
import { isIndexHeader } from "./pack/pack-index.ts"
import { passOver } from "./pack/pack-pass.ts"
import { storedSum } from "./pack/stored.ts"
import { wholeOfSmall } from "./small-snapshot.ts"
import { readSnapshot } from "./snapshot.ts"
import type { SnapshotRef } from "./snapshot-ref.ts"

/** What has been found of one snapshot. */
export interface Verified {
  readonly ref: SnapshotRef
  /** The facts, or what is wrong with the snapshot. */
  readonly found: Facts | SnapshotDamaged
}

/** Files that are read side by side: while one is hashed, the next ones are opened and read. */
const FILES_AT_ONCE = 16
const PACKS_AT_ONCE = 2
/** Smaller files are read at once. */
const FILE_BYTES = 1024 * 1024
/** Plain bytes of a snapshot that is read at once; larger ones go by in pieces. */
const MOST_AT_ONCE = 64 * 1024 * 1024

/** By the reading that says what is wrong. */
const verifyOne = (ref: SnapshotRef) =>
  Effect.match(
    readSnapshot(ref, () => Effect.void),
    {
      onFailure: (damage): Verified => ({ ref, found: damage }),
      onSuccess: (facts): Verified => ({ ref, found: facts })
    }
  )

const verifyBytes = (ref: SnapshotRef, bytes: Uint8Array | undefined) => {
  const whole = bytes === undefined ? undefined : wholeOfSmall(ref, bytes, MOST_AT_ONCE)
  return whole === undefined ? verifyOne(ref) : Effect.succeed<Verified>({ ref, found: whole.facts })
}

/** Reads the beginning of a file into memory; undefined if that cannot be done. */
const readInto = Effect.fnUntraced(
  function* (path: string, memory: Uint8Array) {
    const fs = yield* FileSystem.FileSystem
    const file = yield* fs.open(path)
    return memory.subarray(0, Number(yield* file.read(memory)))
  },
  Effect.scoped,
  (read) => Effect.orElseSucceed(read, () => undefined)
)

/** Verifies loose files, some side by side, each in memory that was another's before: `free`. */
const verifyLoose = (loose: ReadonlyArray<SnapshotRef>, free: Array<Uint8Array>) => {
  const verify = Effect.fnUntraced(function* (ref: SnapshotRef) {
    const memory = free.pop() ?? new Uint8Array(FILE_BYTES)
    const bytes = yield* readInto(ref.path, memory)
    const verified = yield* verifyBytes(ref, bytes?.length === FILE_BYTES ? undefined : bytes)
    free.push(memory)
    return verified
  })
  return Stream.mapEffect(Stream.fromIterable(loose), verify, { concurrency: FILES_AT_ONCE })
}

/** What is wrong with the index of a pack; undefined if nothing is. */
const indexFault = Effect.fnUntraced(function* ({ path, names }: Pack) {
  if (names === undefined) return "index_changed"
  const copies = yield* packCopies(path)
  const isWhole = names.entries.every(({ snapshotId }) => copies.isRight(snapshotId))
  return isWhole ? undefined : "index_facts_changed"
})

/** Verifies all snapshots of a pack in one pass, and whether every byte of them is what was written. */
const verifyPacked = Effect.fnUntraced(function* ({ path, names }: Pack, refs: ReadonlyArray<SnapshotRef>) {
  const verified: Array<Verified> = []
  const verify = Effect.fnUntraced(function* (ref: SnapshotRef, bytes: Uint8Array | undefined) {
    verified.push(yield* verifyBytes(ref, bytes))
  })
  const passed =
    names === undefined
      ? undefined
      : Option.getOrUndefined(yield* Effect.option(passOver(path, refs, verify)))
  for (const ref of refs.slice(verified.length)) yield* verify(ref, undefined)
  return {
    verified,
    isUnchanged: passed !== undefined && passed.sha256 === names?.head.sha256,
    hasHeader: passed !== undefined && names !== undefined && isIndexHeader(passed.header, names.place)
  }
})

/** Verifies a pack: those of its snapshots that are not loose too, and everything else in the file. */
const verifyPack = Effect.fnUntraced(function* (pack: Pack, instanceId: string, loose: ReadonlySet<string>) {
  const refs = refsOfPack(pack, instanceId)
  const { verified, isUnchanged, hasHeader } = yield* verifyPacked(pack, refs)
  const reported: Array<Verified> = []
  for (const one of verified) {
    const { ref, found } = one
    const isDamaged = found instanceof SnapshotDamaged
    const sum = isUnchanged || isDamaged ? undefined : yield* Effect.option(storedSum(ref))
    const isChanged = sum !== undefined && (sum._tag === "None" || sum.value.crc32 !== ref.packed?.crc32)
    const { snapshotId } = ref
    const changed = { path: pack.path, snapshotId, reason: { code: "byte_changed" } } as const
    if (isChanged) reported.push({ ref, found: new SnapshotDamaged(changed) })
    else if (isDamaged || !loose.has(ref.snapshotId)) reported.push(one)
  }
  const fault = (yield* indexFault(pack)) ?? (hasHeader ? undefined : "index_header_changed")
  if (fault !== undefined && pack.isComplete) {
    const ref = { instanceId, snapshotId: "index", path: pack.path }
    reported.push({ ref, found: new SnapshotDamaged({ path: pack.path, reason: { code: fault } }) })
  }
  return reported
})

const verifyMonth = (instanceId: string, { loose, packs, strange }: Month, free: Array<Uint8Array>) => {
  const ids = new Set(loose.map(({ snapshotId }) => snapshotId))
  return Stream.concat(
    Stream.concat(verifyLoose(loose, free), Stream.mapEffect(Stream.fromIterable(strange), verifyOne)),
    Stream.fromIterable(packs).pipe(
      Stream.mapEffect((pack) => verifyPack(pack, instanceId, ids), { concurrency: PACKS_AT_ONCE }),
      Stream.flatMap(Stream.fromIterable)
    )
  )
}

/** Reads all snapshots, some at a time; the stream ends after the last one. */
export const verifyArchive = (archive: Archive) => {
  const free: Array<Uint8Array> = []
  return Stream.unwrap(Effect.map(listInstances(archive), Stream.fromIterable)).pipe(
    Stream.flatMap((instanceId) =>
      Stream.unwrap(Effect.map(listMonths(archive, instanceId), Stream.fromIterable)).pipe(
        Stream.flatMap((month) => verifyMonth(instanceId, month, free))
      )
    )
  )
}
