// Finds bodies that an archive already has, by instance, journal and sha256.
//
// File names have the first 16 digits of the sha256; only matching files are read. A damaged
// snapshot is not a copy: importing its reply again repairs it.
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import { type Archive, listSnapshots, snapshotFolders } from "../archive.ts"
import { type Facts, partsOfId } from "../facts.ts"
import { sweepOnce } from "../files.ts"
import { readSnapshot } from "../snapshot.ts"
import type { SnapshotRef } from "../snapshot-ref.ts"

/** A snapshot with the same body. */
export interface KnownBody {
  readonly ref: SnapshotRef
  readonly facts: Facts
}

/** The bodies of one instance. */
export interface KnownBodies {
  /** Intact snapshots of the same journal with the same body: several after a crash or a manual copy. */
  readonly find: (facts: Facts) => Effect.Effect<ReadonlyArray<KnownBody>, never, FileSystem.FileSystem>
  readonly add: (ref: SnapshotRef) => void
  readonly remove: (ref: SnapshotRef) => void
}

const START_DIGITS = 16

const startOf = ({ snapshotId }: SnapshotRef) => snapshotId.slice(-START_DIGITS)

/** Lists the snapshots of one instance once, and sweeps their folders. */
export const knownBodies = Effect.fnUntraced(function* (archive: Archive, instanceId: string) {
  /** Grouped at once: thousands of sync replies are the same empty list. */
  const byStart = Map.groupBy(yield* listSnapshots(archive, instanceId), startOf)
  const add = (ref: SnapshotRef) => {
    const known = byStart.get(startOf(ref))
    if (known === undefined) byStart.set(startOf(ref), [ref])
    else if (!known.some((other) => other.snapshotId === ref.snapshotId)) known.push(ref)
  }
  for (const folder of yield* snapshotFolders(archive, instanceId)) yield* sweepOnce(folder)
  const find = Effect.fnUntraced(function* (facts: Facts) {
    const found: Array<KnownBody> = []
    for (const ref of byStart.get(facts.sha256.slice(0, START_DIGITS)) ?? []) {
      const isSameJournal = partsOfId(ref.snapshotId)?.journal === facts.journal
      if (!isSameJournal || ref.instanceId !== facts.instance_id) continue
      const known = yield* Effect.option(readSnapshot(ref, () => Effect.void))
      if (known._tag === "Some" && known.value.sha256 === facts.sha256)
        found.push({ ref, facts: known.value })
    }
    return found
  })
  const remove = (ref: SnapshotRef) => {
    const rest = (byStart.get(startOf(ref)) ?? []).filter((other) => other.snapshotId !== ref.snapshotId)
    byStart.set(startOf(ref), rest)
  }
  return { find, add, remove } satisfies KnownBodies
})

type RequestFacts = Pick<
  Facts,
  "phone" | "requested_at" | "requested_at_is_guess" | "minutes" | "snapshot_id"
>

const hasBetterTime = (next: RequestFacts, known: Facts): boolean =>
  next.requested_at_is_guess === known.requested_at_is_guess
    ? next.requested_at < known.requested_at
    : known.requested_at_is_guess

/**
 * The best facts for a body that is already stored: an explicit time rather than a guess, the earlier rather than the
 * later, and the window if either has one.
 *
 * Undefined if the stored facts are the best. Facts of a sync never change. How an exported chat is read is what the
 * latest import says.
 */
export const bestOf = (next: Facts, known: Facts): Facts | undefined => {
  if (known.origin === "sync") return undefined
  if (JSON.stringify(next.phone) !== JSON.stringify(known.phone)) return next
  const { requested_at, requested_at_is_guess, snapshot_id } = hasBetterTime(next, known) ? next : known
  const minutes = next.minutes ?? known.minutes
  const isKnown =
    requested_at === known.requested_at &&
    requested_at_is_guess === known.requested_at_is_guess &&
    minutes === known.minutes
  return isKnown ? undefined : { ...next, requested_at, requested_at_is_guess, snapshot_id, minutes }
}
