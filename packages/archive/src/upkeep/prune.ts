// Prune: removes whole snapshots that were requested before a moment, loose and packed.
//
// Removes nothing without `execute`; always reports what would be removed, and which time would lose its coverage.
// Messages that a later snapshot also has stay in the tables. Derived tables and ledgers are removed too.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { type Archive, isOfMessages, listSnapshots } from "../archive.ts"
import { claimOf, coveredJournals } from "../coverage/claim.ts"
import { difference, type Intervals, withInterval } from "../coverage/intervals.ts"
import type { SnapshotDamaged } from "../errors.ts"
import { isMediaId } from "../facts.ts"
import { withLock } from "../lock.ts"
import { readMedia } from "../media/media-fact.ts"
import { ReplyReader } from "../reply-reader.ts"
import { SequentialReader } from "../sequential-reader.ts"
import type { SnapshotRef } from "../snapshot-ref.ts"
import { daysOf, sweepInstance } from "./days.ts"
import { removeDerived } from "./remove-derived.ts"
import { replaceSnapshots } from "./replace-snapshots.ts"

/** The snapshots that are, or would be, removed. */
export interface Pruned {
  readonly instanceId: string
  readonly snapshots: number
  /** Compressed bytes on disk. */
  readonly bytes: number
  /** Time that only removed replies covered; UNIX milliseconds. */
  readonly uncovered: ReadonlyArray<{ readonly journal: string; readonly from: number; readonly to: number }>
  /** Damaged snapshots; their pack stays unchanged. */
  readonly damaged: ReadonlyArray<SnapshotDamaged>
}

const MINUTE_MILLIS = 60_000

/** The start of a snapshot id for a request time. */
const idOf = (before: Date): string => before.toISOString().replace(/[-:.]/g, "")

const bytesOf = Effect.fnUntraced(function* ({ path, packed }: SnapshotRef) {
  if (packed !== undefined) return packed.length
  const fs = yield* FileSystem.FileSystem
  return Option.match(yield* Effect.option(fs.stat(path)), {
    onNone: () => 0,
    onSome: ({ size }) => Number(size)
  })
})

/** The windows of snapshots, by journal. */
const windowsOf = Effect.fnUntraced(function* (refs: ReadonlyArray<SnapshotRef>) {
  const reader = new SequentialReader()
  const windows: Record<string, Intervals> = {}
  for (const ref of refs) {
    const facts = Option.getOrUndefined(yield* Effect.option(reader.read(ref, () => Effect.void)))
    const claim = facts === undefined ? undefined : claimOf(facts)
    if (claim === undefined) continue
    const { journal, servedAt, minutes } = claim
    const window = { from: servedAt - minutes * MINUTE_MILLIS, to: servedAt }
    windows[journal] = withInterval(windows[journal] ?? [], window)
  }
  return windows
})

/** The body of a snapshot; undefined if it is damaged. */
const bodyOf = Effect.fnUntraced(function* (reader: SequentialReader, ref: SnapshotRef) {
  const chunks: Array<Uint8Array> = []
  const read = yield* Effect.option(reader.read(ref, (chunk) => Effect.sync(() => chunks.push(chunk))))
  return Option.isSome(read) ? Buffer.concat(chunks) : undefined
})

/** Download snapshots of messages that a later reply also has: their files stay. */
const neededDownloads = Effect.fnUntraced(function* (
  downloads: ReadonlyArray<SnapshotRef>,
  replies: ReadonlyArray<SnapshotRef>
) {
  const needed = new Set<string>()
  if (downloads.length === 0) return needed
  const reader = new SequentialReader()
  const snapshotsOf = new Map<string, Array<string>>()
  for (const ref of downloads)
    for (const { chatId, idMessage } of readMedia((yield* bodyOf(reader, ref)) ?? new Uint8Array(0))) {
      const key = JSON.stringify([chatId, idMessage])
      snapshotsOf.set(key, [...(snapshotsOf.get(key) ?? []), ref.snapshotId])
    }
  for (const ref of replies) {
    const replyReader = new ReplyReader(({ message }) => {
      const key = JSON.stringify([message?.["chatId"], message?.["idMessage"]])
      for (const id of snapshotsOf.get(key) ?? []) needed.add(id)
    })
    replyReader.push((yield* bodyOf(reader, ref)) ?? new Uint8Array(0))
    replyReader.end()
  }
  return needed
})

const prune = Effect.fnUntraced(function* (
  archive: Archive,
  instanceId: string,
  before: Date,
  execute: boolean
) {
  const refs = yield* listSnapshots(archive, instanceId)
  const end = idOf(before)
  const isOlder = ({ snapshotId }: SnapshotRef) => snapshotId < end
  const recent = refs.filter((ref) => !isOlder(ref))
  const needed = yield* neededDownloads(
    refs.filter((ref) => isOlder(ref) && isMediaId(ref.snapshotId)),
    recent.filter(isOfMessages)
  )
  const isGoing = (ref: SnapshotRef) => isOlder(ref) && !needed.has(ref.snapshotId)
  const goes = refs.filter(isGoing)
  const stays = refs.filter((ref) => !isGoing(ref))
  let bytes = 0
  for (const ref of goes) bytes += yield* bytesOf(ref)
  const [gone, left] = [yield* windowsOf(goes), yield* windowsOf(stays)]
  const uncovered = coveredJournals.flatMap((journal) =>
    difference(gone[journal] ?? [], left[journal] ?? []).map((interval) => ({ journal, ...interval }))
  )
  const damaged: Array<SnapshotDamaged> = []
  if (execute) yield* sweepInstance(archive, instanceId)
  const ids = new Set(goes.map(({ snapshotId }) => snapshotId))
  if (execute && ids.size > 0) {
    for (const day of yield* daysOf(archive, instanceId))
      if (day.day <= end) damaged.push(...(yield* replaceSnapshots(archive, day, ids, [])))
    yield* removeDerived(archive)
  }
  return { instanceId, snapshots: goes.length, bytes, uncovered, damaged } satisfies Pruned
})

/**
 * Removes the snapshots of one instance that were requested before a moment, under its lock; without `execute`, only
 * reports them.
 *
 * Fails with `LockHeld`, `ArchiveNotWritable` and `ArchiveUnreadable`.
 */
export const pruneInstance = (archive: Archive, instanceId: string, before: Date, execute: boolean) => {
  const run = prune(archive, instanceId, before, execute)
  return execute ? withLock(archive, instanceId, run) : run
}
