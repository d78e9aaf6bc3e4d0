// Verify: every snapshot is read to its last byte and hashed, and every damaged one is named.
//
// Nothing is repaired or removed. Left-over temporary files are no damage: they are commits that never were.
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { type Archive, listSnapshots, type SnapshotRef } from "./archive.ts"
import type { SnapshotDamaged } from "./errors.ts"
import type { Facts } from "./facts.ts"
import { readSnapshot } from "./snapshot.ts"

/** What has been found of one snapshot. */
export interface Verified {
  readonly ref: SnapshotRef
  /** The facts, or what is wrong with the snapshot. */
  readonly found: Facts | SnapshotDamaged
}

/** Reads all snapshots, two at a time; the stream ends after the last one. */
export const verifyArchive = (archive: Archive) =>
  Stream.unwrap(
    Effect.map(listSnapshots(archive), (refs) =>
      Stream.fromIterable(refs).pipe(
        Stream.mapEffect(
          (ref) =>
            Effect.match(
              readSnapshot(ref, () => Effect.void),
              {
                onFailure: (damage): Verified => ({ ref, found: damage }),
                onSuccess: (facts): Verified => ({ ref, found: facts })
              }
            ),
          { concurrency: 2 }
        )
      )
    )
  )
