// Verify: reads and hashes every snapshot completely, and reports every damaged one.
//
// For a pack it also checks the index and bytes that belong to no snapshot. Nothing is repaired or removed.
// Temporary files are not damage: they are commits that never completed.
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

/** The result for one snapshot. */
export interface Verified {
  readonly ref: SnapshotRef
  /** The facts, or what is wrong with the snapshot. */
  readonly found: Facts | SnapshotDamaged
}

/** Files read concurrently: while one is hashed, the next ones are opened and read. */
const FILES_AT_ONCE = 16
const PACKS_AT_ONCE = 2
/** Smaller files are read at once. */
const FILE_BYTES = 1024 * 1024
/** Plain bytes up to which a snapshot is read at once; larger ones are streamed. */
const MOST_AT_ONCE = 64 * 1024 * 1024

/** Verifies by the normal reading, which reports what is wrong. */
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

/** Reads the beginning of a file into memory; undefined if that fails. */
const readInto = Effect.fnUntraced(
  function* (path: string, memory: Uint8Array) {
    const fs = yield* FileSystem.FileSystem
    const file = yield* fs.open(path)
    return memory.subarray(0, Number(yield* file.read(memory)))
  },
  Effect.scoped,
  (read) => Effect.orElseSucceed(read, () => undefined)
)

/** Verifies loose files concurrently, reusing the buffers in `free`. */
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

/** Verifies all snapshots of a pack in one pass, including every byte. */
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

/** Verifies a pack: its snapshots that are not loose too, and everything else in the file. */
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

/**
 * Verifies all snapshots, several at a time; the stream ends after the last one.
 *
 * @example
 * ```ts
 * import { openArchive, verifyArchive } from "@chatledger/archive"
 * import * as NodeServices from "@effect/platform-node/NodeServices"
 * import * as Effect from "effect/Effect"
 * import * as Stream from "effect/Stream"
 *
 * const damaged = Effect.gen(function* () {
 *   const archive = yield* openArchive("chatledger-archive")
 *   return yield* Stream.runCollect(Stream.filter(verifyArchive(archive), ({ found }) => "_tag" in found))
 * })
 * console.log((await Effect.runPromise(Effect.provide(damaged, NodeServices.layer))).length) // 0
 * ```
 */
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
