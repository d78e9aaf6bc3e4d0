// The observation order of an archive's records.
//
// Guessed times precede known ones, so that they never override them; then by time, oldest record, and id.
import * as Effect from "effect/Effect"
import { type Archive, listMessageSnapshots } from "./archive.ts"
import type { Facts } from "./facts.ts"
import { requestTime } from "./request-time.ts"
import { SequentialReader } from "./sequential-reader.ts"
import type { SnapshotRef } from "./snapshot-ref.ts"

/** A snapshot with its facts. */
export interface Observed {
  readonly ref: SnapshotRef
  readonly facts: Facts
}

/** Packs are read sequentially: one read returns several adjacent snapshots. */
const LOOSE_AT_ONCE = 4

const orderKey = ({ facts }: Observed): ReadonlyArray<number> => [
  facts.requested_at_is_guess ? 0 : 1,
  requestTime(facts),
  facts.oldest_timestamp ?? -1
]

/** Sorts snapshots in observation order. */
export const inOrder = (observed: ReadonlyArray<Observed>): ReadonlyArray<Observed> =>
  [...observed].sort((left, right) => {
    const [a, b] = [orderKey(left), orderKey(right)]
    const place = a.findIndex((value, index) => value !== b[index])
    if (place >= 0) return (a[place] ?? 0) - (b[place] ?? 0)
    const [one, other] = [left.facts, right.facts]
    if (one.snapshot_id !== other.snapshot_id) return one.snapshot_id < other.snapshot_id ? -1 : 1
    return one.instance_id < other.instance_id ? -1 : 1
  })

/** Reads the facts of snapshots, in the given order; fails with `SnapshotDamaged`. */
export const withFacts = (refs: ReadonlyArray<SnapshotRef>) => {
  const reader = new SequentialReader()
  const isPacked = refs.some(({ packed }) => packed !== undefined)
  return Effect.forEach(refs, (ref) => Effect.map(reader.facts(ref), (facts): Observed => ({ ref, facts })), {
    concurrency: isPacked ? 1 : LOOSE_AT_ONCE
  })
}

/** All message snapshots with their facts, in observation order; fails with `SnapshotDamaged`. */
export const observedSnapshots = Effect.fnUntraced(function* (archive: Archive) {
  const refs = yield* listMessageSnapshots(archive)
  return inOrder(yield* withFacts(refs))
})
