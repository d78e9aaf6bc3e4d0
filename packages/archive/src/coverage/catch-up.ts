// Catching up: updates a ledger with snapshots that it has not read, and saves it.
//
// Reads only new snapshots, unless one came out of order or was removed: then all. The result always equals reading
// all in observation order. `cache/` is not the source of truth: its files may be deleted, damaged or not
// writable. Gotcha: an import with a guessed time comes out of order, since guessed times come first.
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import { type Archive, isOfMessages, isOfNotifications, listSnapshots } from "../archive.ts"
import type { ArchiveUnreadable } from "../errors.ts"
import { withKind } from "../facts.ts"
import { requestTime } from "../request-time.ts"
import { SequentialReader } from "../sequential-reader.ts"
import type { SnapshotRef } from "../snapshot-ref.ts"
import { digestOf } from "./digest.ts"
import type { InstanceTime, Observation } from "./instance-time.ts"
import { type InstanceLedger, Ledger, type Reading } from "./ledger.ts"
import { readKept, writeKept } from "./ledger-file.ts"
import { nothingReported, type ReportedStates, readReportedStates } from "./reported-states.ts"
import { SeenReply } from "./seen-reply.ts"
import { isLate } from "./states.ts"

const LOOSE_AT_ONCE = 4
const BATCH = 64

type Disk = FileSystem.FileSystem | Path.Path

/** Reads one snapshot; undefined if it is damaged. */
const readingOf = Effect.fnUntraced(function* (reader: SequentialReader, ref: SnapshotRef) {
  const reply = new SeenReply()
  const facts = yield* Effect.option(reader.read(ref, (chunk) => Effect.sync(() => reply.push(chunk))))
  if (facts._tag === "None") return undefined
  const { records, kind } = reply.end()
  return { id: ref.snapshotId, facts: withKind(facts.value, kind), records } satisfies Reading
})

/** Reads snapshots; packed ones sequentially, since one read returns several adjacent ones. */
const readingsOf = (reader: SequentialReader, refs: ReadonlyArray<SnapshotRef>) => {
  const isPacked = refs.some(({ packed }) => packed !== undefined)
  return Effect.forEach(refs, (ref) => readingOf(reader, ref), {
    concurrency: isPacked ? 1 : LOOSE_AT_ONCE
  })
}

/** Reads snapshots and passes them on in order. */
const readInOrder = Effect.fnUntraced(function* (
  refs: ReadonlyArray<SnapshotRef>,
  onRead: (ref: SnapshotRef, reading: Reading | undefined) => void
) {
  const reader = new SequentialReader()
  for (let from = 0; from < refs.length; from += BATCH) {
    const batch = refs.slice(from, from + BATCH)
    const readings = yield* readingsOf(reader, batch)
    for (const [index, ref] of batch.entries()) onRead(ref, readings[index])
  }
})

type OnObserved = (id: string, observation: Observation) => void

/**
 * Observes more snapshots in id order; false if one belongs before others, by a guessed time or by the server's clock.
 */
const append = Effect.fnUntraced(function* (
  ledger: Ledger,
  refs: ReadonlyArray<SnapshotRef>,
  onObserved: OnObserved,
  onTime: (ref: SnapshotRef, time: number) => void
) {
  let hasKnownTimes = ledger.ids.length > 0
  let isInOrder = true
  yield* readInOrder(refs, (ref, reading) => {
    if (reading === undefined) return void ledger.damaged.push(ref.snapshotId)
    if (reading.facts.requested_at_is_guess) {
      onTime(ref, Number.NEGATIVE_INFINITY)
      isInOrder &&= !hasKnownTimes
    } else {
      const time = requestTime(reading.facts)
      onTime(ref, time)
      isInOrder &&= time >= (ledger.time.lastRequestedAt ?? time)
      hasKnownTimes = true
    }
    if (isInOrder) onObserved(reading.id, ledger.take(reading))
  })
  for (const { snapshotId } of refs) ledger.ids.push(snapshotId)
  return isInOrder
})

/** Reads everything again; guessed times come first, since they never override a known one. */
const replay = Effect.fnUntraced(function* (
  ledger: Ledger,
  refs: ReadonlyArray<SnapshotRef>,
  onObserved: OnObserved
) {
  const times = new Map<SnapshotRef, number>()
  ledger.reset()
  if (yield* append(ledger, refs, onObserved, (ref, time) => times.set(ref, time))) return
  const { damaged } = ledger
  ledger.reset()
  ledger.ids = refs.map(({ snapshotId }) => snapshotId)
  ledger.damaged = damaged
  const timeOf = (ref: SnapshotRef) => times.get(ref) ?? Number.POSITIVE_INFINITY
  const inOrder = refs.toSorted((a, b) => (timeOf(a) === timeOf(b) ? 0 : timeOf(a) - timeOf(b)))
  yield* readInOrder(inOrder, (_, reading) => {
    if (reading !== undefined) onObserved(reading.id, ledger.take(reading))
  })
})

/** Saves a ledger for the next run. */
export const save = Effect.fnUntraced(function* (ledger: Ledger) {
  const { archive, instanceId, ids, damaged, time, reported, table, base } = ledger
  const kept = { snapshotCount: ids.length, digest: digestOf(ids), damaged, time, reported, table, base }
  ledger.base = yield* writeKept(archive, instanceId, kept)
})

/** True if the snapshots that could not be read still cannot. */
const isStillDamaged = Effect.fnUntraced(function* (
  refs: ReadonlyArray<SnapshotRef>,
  damaged: ReadonlyArray<string>
) {
  const ids = new Set(damaged)
  const again = refs.filter(({ snapshotId }) => ids.has(snapshotId))
  const readings = yield* readingsOf(new SequentialReader(), again)
  return readings.every((reading) => reading === undefined)
})

/** True if notifications now tell, or no longer tell, a change for which checks may be missing. */
const isTellingLate = (before: ReportedStates, after: ReportedStates, { looks }: InstanceTime): boolean => {
  const [known, now] = [new Set(before.times), new Set(after.times)]
  const isNews = (time: number) => !(known.has(time) && now.has(time))
  return [...known, ...now].some((time) => isNews(time) && isLate(looks, Math.abs(time)))
}

/** Updates a ledger and saves it; reports the observation of each reply that it reads. */
export const catchUp = Effect.fnUntraced(function* (
  ledger: Ledger,
  onObserved: OnObserved,
  listed?: ReadonlyArray<SnapshotRef>
) {
  const all = listed ?? (yield* listSnapshots(ledger.archive, ledger.instanceId))
  const refs = all.filter(isOfMessages)
  const kept = yield* readKept(ledger.archive, ledger.instanceId)
  if (refs.length === 0 && kept === undefined) return
  ledger.reported = yield* readReportedStates(
    ledger.instanceId,
    all.filter(isOfNotifications),
    kept?.reported ?? nothingReported
  )
  const known = refs.slice(0, kept?.snapshotCount ?? 0)
  const ids = known.map(({ snapshotId }) => snapshotId)
  const isUsable =
    kept !== undefined &&
    known.length === kept.snapshotCount &&
    digestOf(ids) === kept.digest &&
    !isTellingLate(kept.reported, ledger.reported, kept.time) &&
    (yield* isStillDamaged(known, kept.damaged))
  if (!isUsable) yield* replay(ledger, refs, onObserved)
  else {
    ledger.reset()
    ledger.ids = ids
    ledger.damaged = [...kept.damaged]
    ledger.time = kept.time
    ledger.table = kept.table
    ledger.base = kept.base
    const isSame = ledger.reported === kept.reported
    if (refs.length === known.length && isSame) return
    const fresh = refs.slice(known.length)
    const isInOrder = yield* append(ledger, fresh, onObserved, () => undefined)
    if (!isInOrder) yield* replay(ledger, refs, onObserved)
  }
  yield* save(ledger)
})

/**
 * The ledger of an instance, up to date with the archive; empty for an unknown instance.
 *
 * Reads the names of all snapshots, unless `refs` lists them, and the bodies of new ones. Fails with `ArchiveUnreadable` if
 * a folder cannot be listed; a damaged snapshot claims nothing.
 */
export const instanceLedger = (
  archive: Archive,
  instanceId: string,
  refs?: ReadonlyArray<SnapshotRef>
): Effect.Effect<InstanceLedger, ArchiveUnreadable, Disk> =>
  Effect.gen(function* () {
    const ledger = new Ledger(archive, instanceId)
    yield* catchUp(ledger, () => undefined, refs)
    return ledger
  })
