// Which bodies an archive holds already, by instance, journal and sha256.
//
// Folder names tell most of it: facts are read only where the first 16 digits of the sha256 agree.
import * as Effect from "effect/Effect"
import { type Archive, listSnapshots, type SnapshotRef } from "./archive.ts"
import { type Facts, partsOfId } from "./facts.ts"
import { readFacts } from "./snapshot.ts"

export interface KnownBody {
  readonly ref: SnapshotRef
  readonly facts: Facts
}

export interface KnownBodies {
  readonly find: (
    facts: Facts
  ) => Effect.Effect<KnownBody | undefined, never, Effect.Services<ReturnType<typeof readFacts>>>
  readonly add: (ref: SnapshotRef) => void
  readonly remove: (ref: SnapshotRef) => void
}

/** Lists the snapshots of one instance, once. */
export const knownBodies = Effect.fnUntraced(function* (archive: Archive, instanceId: string) {
  const byStart = new Map<string, Array<SnapshotRef>>()
  const startOf = (ref: SnapshotRef) => partsOfId(ref.snapshotId)?.sha256Start ?? ""
  const add = (ref: SnapshotRef) => {
    const known = byStart.get(startOf(ref)) ?? []
    if (!known.some((other) => other.snapshotId === ref.snapshotId)) known.push(ref)
    byStart.set(startOf(ref), known)
  }
  for (const ref of yield* listSnapshots(archive, instanceId)) add(ref)
  const find = Effect.fnUntraced(function* (facts: Facts) {
    for (const ref of byStart.get(facts.sha256.slice(0, 16)) ?? []) {
      // A damaged snapshot is no copy: the new one is kept beside it, and `verify` names the old one.
      const known = yield* Effect.option(readFacts(ref))
      if (
        known._tag === "Some" &&
        known.value.sha256 === facts.sha256 &&
        known.value.journal === facts.journal
      )
        return { ref, facts: known.value } satisfies KnownBody
    }
    return undefined
  })
  const remove = (ref: SnapshotRef) => {
    const rest = (byStart.get(startOf(ref)) ?? []).filter((other) => other.snapshotId !== ref.snapshotId)
    byStart.set(startOf(ref), rest)
  }
  return { find, add, remove } satisfies KnownBodies
})

/** Whether the time of a second copy of the same bytes is the better one. */
export const isBetterTime = (next: Facts, known: Facts): boolean => {
  if (known.origin === "sync") return false
  if (next.requested_at_is_guess !== known.requested_at_is_guess) return known.requested_at_is_guess
  if (next.requested_at !== known.requested_at) return next.requested_at < known.requested_at
  return known.minutes === null && next.minutes !== null
}
