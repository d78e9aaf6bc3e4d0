// The directory of an archive: the vendor's latest replies, as of a moment, to getContacts, getChats and getGroupData.
//
// Of lists the latest non-empty one, and one with a guessed time only if there is no other. Bodies stay on disk; only the
// ids of groups are kept in memory.
import {
  type Archive,
  type Facts,
  listSnapshots,
  readFacts,
  readSnapshot,
  type SnapshotRef
} from "@chatledger/archive"
import { isOfMessages, partsOfId, readDirectory } from "@chatledger/archive/internal"
import * as Effect from "effect/Effect"
import type { DirectoryQuery } from "./journal.ts"

const bodyOf = Effect.fnUntraced(function* (ref: SnapshotRef) {
  const chunks: Array<Uint8Array> = []
  yield* readSnapshot(ref, (chunk) => Effect.sync(() => chunks.push(chunk)))
  return Buffer.concat(chunks)
})

/** The start of the ids of snapshots requested at a moment. */
const instantOf = (at: Date): string => at.toISOString().replace(/[-:.]/g, "")

/** Reads the directory of an archive; one query at a time. */
export const archiveDirectory = (archive: Archive) => {
  const groupsOf = new Map<string, ReadonlyArray<string>>()
  const groupsIn = Effect.fnUntraced(function* (ref: SnapshotRef) {
    const key = `${ref.instanceId}/${ref.snapshotId}`
    const known = groupsOf.get(key)
    if (known !== undefined) return known
    const { groupIds } = readDirectory(yield* bodyOf(ref), "group").reply
    groupsOf.set(key, groupIds)
    return groupIds
  })
  const isWanted = Effect.fnUntraced(function* (ref: SnapshotRef, facts: Facts, groupId: string | undefined) {
    if (groupId === undefined) return facts.record_count > 0
    const groups = yield* groupsIn(ref)
    return groups.length === 1 && groups[0] === groupId
  })
  /** The body of the latest reply; undefined if there is none. */
  return Effect.fnUntraced(function* ({ at, groupId, instanceId, journal }: DirectoryQuery) {
    const last = instantOf(at)
    const refs = (yield* listSnapshots(archive, instanceId)).filter(
      (ref) =>
        !isOfMessages(ref) &&
        partsOfId(ref.snapshotId)?.journal === journal &&
        ref.snapshotId.slice(0, last.length) <= last
    )
    let guess: SnapshotRef | undefined
    for (const ref of refs.toReversed()) {
      const facts = yield* readFacts(ref)
      if ((facts.requested_at_is_guess && guess !== undefined) || !(yield* isWanted(ref, facts, groupId)))
        continue
      if (!facts.requested_at_is_guess) return yield* bodyOf(ref)
      guess = ref
    }
    return guess === undefined ? undefined : yield* bodyOf(guess)
  })
}
