// Removes snapshots from an archive, loose and packed, and puts others in their place.
//
// New snapshots are committed first; a pack is rewritten without the removed ones, in one step. In between, a snapshot
// may exist in both versions; an interrupted operation is repeated. Gotcha: requires the instance's
// lock.
import { dirname, join } from "node:path"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type { Archive } from "../archive.ts"
import { ArchiveNotWritable, type SnapshotDamaged } from "../errors.ts"
import { flushFolder } from "../files.ts"
import { withLock } from "../lock.ts"
import { packName, refsOfPack } from "../pack/pack.ts"
import { writePack } from "../pack/write-pack.ts"
import { reasonOf } from "../reasons.ts"
import type { SnapshotRef } from "../snapshot-ref.ts"
import { type Day, daysOf } from "./days.ts"

const remove = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  yield* Effect.mapError(
    fs.remove(path, { force: true }),
    (error) => new ArchiveNotWritable({ path, reason: reasonOf(error) })
  )
})

/**
 * Removes snapshots of one day. `added` are already committed as loose snapshots of the day; they join the pack if a
 * removed one was in it. Returns damaged snapshots of the pack, which then stays unchanged.
 */
export const replaceSnapshots = Effect.fnUntraced(function* (
  archive: Archive,
  { instanceId, day, folder, packPath, pack, loose }: Day,
  goes: ReadonlySet<string>,
  added: ReadonlyArray<SnapshotRef>
) {
  const damaged: Array<SnapshotDamaged> = []
  const packed = pack === undefined ? [] : refsOfPack(pack, instanceId)
  const rest = packed.filter(({ snapshotId }) => !goes.has(snapshotId))
  if (rest.length < packed.length) {
    const ids = new Set(added.map(({ snapshotId }) => snapshotId))
    const all = [...rest.filter(({ snapshotId }) => !ids.has(snapshotId)), ...added]
    all.sort((a, b) => (a.snapshotId < b.snapshotId ? -1 : 1))
    const onDamaged = (_: SnapshotRef, damage: SnapshotDamaged) => {
      damaged.push(damage)
      return false
    }
    if (all.length === 0) yield* remove(packPath)
    else
      yield* writePack(archive, { instanceId, day, path: packPath }, all, onDamaged, () => true).pipe(
        Effect.catchTag("PackUnwanted", () => Effect.void)
      )
    if (damaged.length > 0) return damaged
    yield* flushFolder(folder)
    for (const { path } of all.length === 0 ? [] : added) yield* remove(path)
  }
  for (const { snapshotId, path } of loose) if (goes.has(snapshotId)) yield* remove(path)
  yield* flushFolder(folder)
  return damaged
})

/**
 * Removes a snapshot of which a better copy of the same bytes exists; from a pack under
 * the instance's lock.
 *
 * Fails with `ArchiveNotWritable`, `ArchiveUnreadable`, and with `LockHeld` while a sync or a compact runs.
 */
export const removeSnapshot = Effect.fnUntraced(function* (archive: Archive, ref: SnapshotRef) {
  const fs = yield* FileSystem.FileSystem
  const { instanceId, snapshotId } = ref
  const day = snapshotId.slice(0, 8)
  const isPacked = yield* Effect.orElseSucceed(fs.exists(join(dirname(ref.path), packName(day))), () => true)
  if (!isPacked) {
    yield* remove(ref.path)
    return yield* flushFolder(dirname(ref.path))
  }
  const takeOut = Effect.gen(function* () {
    const found = (yield* daysOf(archive, instanceId)).find((other) => other.day === day)
    if (found !== undefined) yield* replaceSnapshots(archive, found, new Set([snapshotId]), [])
  })
  yield* withLock(archive, instanceId, takeOut)
})
