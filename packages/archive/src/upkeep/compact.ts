// Compact: packs the snapshots of each past day into one file, unchanged and readable as before.
//
// Packed snapshots also stay as loose files for a day and count once: a copy of the archive made
// meanwhile has one of the two. The next compact then removes the loose files, after comparing each with the
// pack. Damaged snapshots are left in place and reported. Gotcha: a day with one snapshot is not packed.
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import type { Archive } from "../archive.ts"
import { ArchiveNotWritable, type SnapshotDamaged } from "../errors.ts"
import { flushFolder } from "../files.ts"
import { withLock } from "../lock.ts"
import { readPack, refsOfPack } from "../pack/pack.ts"
import { storedSum } from "../pack/stored.ts"
import { writePack } from "../pack/write-pack.ts"
import { reasonOf } from "../reasons.ts"
import { SequentialReader } from "../sequential-reader.ts"
import type { SnapshotRef } from "../snapshot-ref.ts"
import { type Day, daysOf, isOver, sweepInstance } from "./days.ts"

/** Options of compact. */
export interface CompactOptions {
  /** Removes loose files as soon as they are packed; only safe while nobody copies the archive. */
  readonly removeNow: boolean
  /** Called after each day. */
  readonly onDay?: (day: string) => Effect.Effect<void>
}

/** The result for an instance. */
export interface Compacted {
  readonly instanceId: string
  /** Number of packs written, and of newly packed snapshots. */
  readonly days: number
  readonly snapshots: number
  /** Number of loose files removed, and of those whose pack is younger than a day. */
  readonly removed: number
  readonly waiting: number
  readonly damaged: ReadonlyArray<SnapshotDamaged>
}

/** A copy of the archive may take this long from listing a folder to copying its last file. */
const KEEP_LOOSE_MILLIS = 24 * 60 * 60 * 1000

/** True if a loose file has the same bytes as the snapshot in a pack. */
const isSame = Effect.fnUntraced(function* (loose: SnapshotRef, { packed }: SnapshotRef) {
  const sum = Option.getOrUndefined(yield* Effect.option(storedSum(loose)))
  return sum !== undefined && sum.length === packed?.length && sum.crc32 === packed.crc32
})

/** Splits the loose snapshots of a day into those that its pack has unchanged, and the others. */
const sorted = Effect.fnUntraced(function* ({ loose, pack, instanceId }: Day) {
  const packed = new Map(
    pack === undefined ? [] : refsOfPack(pack, instanceId).map((ref) => [ref.snapshotId, ref])
  )
  const fresh: Array<SnapshotRef> = []
  const doubled: Array<SnapshotRef> = []
  for (const ref of loose) {
    const other = packed.get(ref.snapshotId)
    if (other !== undefined && (yield* isSame(ref, other))) doubled.push(ref)
    else fresh.push(ref)
  }
  return { fresh, doubled }
})

/** Removes loose files that the pack has unchanged and intact; flushes the name of the pack first. */
const removePacked = Effect.fnUntraced(function* (day: Day, refs: ReadonlyArray<SnapshotRef>) {
  const fs = yield* FileSystem.FileSystem
  const pack = yield* Effect.option(readPack(day.packPath, day.instanceId))
  if (Option.isNone(pack) || refs.length === 0) return 0
  const inPack = new Map(refsOfPack(pack.value, day.instanceId).map((ref) => [ref.snapshotId, ref]))
  const reader = new SequentialReader()
  yield* flushFolder(day.folder)
  let removed = 0
  for (const ref of refs) {
    const packed = inPack.get(ref.snapshotId)
    if (packed === undefined || !(yield* isSame(ref, packed))) continue
    const whole = yield* Effect.option(reader.read(packed, () => Effect.void))
    if (Option.isNone(whole)) continue
    yield* Effect.mapError(
      fs.remove(ref.path, { force: true }),
      (error) => new ArchiveNotWritable({ path: ref.path, reason: reasonOf(error) })
    )
    removed += 1
  }
  if (removed > 0) yield* flushFolder(day.folder)
  return removed
})

const isOldEnough = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const info = yield* Effect.option(fs.stat(path))
  const written = Option.getOrUndefined(Option.flatMap(info, ({ mtime }) => mtime))
  const now = yield* Clock.currentTimeMillis
  return written !== undefined && now - written.getTime() >= KEEP_LOOSE_MILLIS
})

/** Packs new snapshots of a day; returns their number. */
const packDay = Effect.fnUntraced(function* (
  archive: Archive,
  day: Day,
  fresh: ReadonlyArray<SnapshotRef>,
  damaged: Array<SnapshotDamaged>
) {
  const { instanceId, pack, packPath } = day
  const before = pack === undefined ? [] : refsOfPack(pack, instanceId)
  if (fresh.length === 0 || fresh.length + before.length < 2) return 0
  const ids = new Set(fresh.map(({ snapshotId }) => snapshotId))
  const all = [...fresh, ...before.filter(({ snapshotId }) => !ids.has(snapshotId))]
  all.sort((a, b) => (a.snapshotId < b.snapshotId ? -1 : 1))
  const onDamaged = ({ packed }: SnapshotRef, damage: SnapshotDamaged) => {
    damaged.push(damage)
    return packed === undefined
  }
  const isWanted = (kept: ReadonlyArray<string>) => kept.length > 1 && kept.some((id) => ids.has(id))
  const place = { instanceId, day: day.day, path: packPath }
  const entries = yield* writePack(archive, place, all, onDamaged, isWanted).pipe(
    Effect.catchTag("PackUnwanted", () => Effect.succeed([]))
  )
  return entries.filter(({ snapshotId }) => ids.has(snapshotId)).length
})

const compactDays = Effect.fnUntraced(function* (
  archive: Archive,
  instanceId: string,
  options: CompactOptions
) {
  const now = yield* Clock.currentTimeMillis
  const damaged: Array<SnapshotDamaged> = []
  const done = { days: 0, snapshots: 0, removed: 0, waiting: 0 }
  yield* sweepInstance(archive, instanceId)
  for (const day of yield* daysOf(archive, instanceId)) {
    if (!isOver(day, now) || day.loose.length === 0) continue
    const { fresh, doubled } = yield* sorted(day)
    const snapshots = yield* packDay(archive, day, fresh, damaged)
    const isSettled = options.removeNow || (snapshots === 0 && (yield* isOldEnough(day.packPath)))
    const removed = isSettled ? yield* removePacked(day, snapshots > 0 ? day.loose : doubled) : 0
    done.days += snapshots > 0 ? 1 : 0
    done.snapshots += snapshots
    done.removed += removed
    done.waiting += isSettled ? 0 : doubled.length + snapshots
    yield* options.onDay?.(day.day) ?? Effect.void
  }
  return { instanceId, ...done, damaged } satisfies Compacted
})

/**
 * Compacts one instance under its lock.
 *
 * Fails with `LockHeld` while another sync or compact runs, with `ArchiveNotWritable` and
 * `ArchiveUnreadable`; damaged snapshots are reported in the result.
 */
export const compactInstance = (archive: Archive, instanceId: string, options: CompactOptions) =>
  withLock(archive, instanceId, compactDays(archive, instanceId, options))
