// One pass over a pack: each byte before the index is read once, hashed, and passed on by snapshot.
//
// Adjacent snapshots are read together, up to 4 MB. Gotcha: the next read overwrites these bytes.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type { SnapshotRef } from "../snapshot-ref.ts"
import { INDEX_HEADER_BYTES, newHash } from "./pack-index.ts"

const WINDOW_BYTES = 4 * 1024 * 1024

const lengthOf = ({ packed }: SnapshotRef) => packed?.length ?? 0
const lengthOfAll = (refs: ReadonlyArray<SnapshotRef>) => refs.reduce((sum, ref) => sum + lengthOf(ref), 0)

/** Groups adjacent snapshots that fit into one read; a larger snapshot is alone. */
const runsOf = (refs: ReadonlyArray<SnapshotRef>): ReadonlyArray<ReadonlyArray<SnapshotRef>> => {
  const runs: Array<Array<SnapshotRef>> = []
  let bytes = Number.POSITIVE_INFINITY
  for (const ref of refs) {
    bytes += lengthOf(ref)
    const last = runs.at(-1)
    if (last === undefined || bytes > WINDOW_BYTES) {
      runs.push([ref])
      bytes = lengthOf(ref)
    } else last.push(ref)
  }
  return runs
}

/**
 * Reads the snapshots that fill a pack from its first byte to its index, in order; `bytes` is undefined for a
 * snapshot that is too large. Returns the sha256 of all of them, and the header that follows.
 */
export const passOver = Effect.fnUntraced(function* <E, R>(
  path: string,
  refs: ReadonlyArray<SnapshotRef>,
  onSnapshot: (ref: SnapshotRef, bytes: Uint8Array | undefined) => Effect.Effect<void, E, R>
) {
  const fs = yield* FileSystem.FileSystem
  const file = yield* fs.open(path)
  const window = new Uint8Array(Math.min(WINDOW_BYTES, lengthOfAll(refs) + INDEX_HEADER_BYTES))
  const hash = newHash()
  /** Reads `length` bytes, or fewer at the end of the file. */
  const read = Effect.fnUntraced(function* (length: number) {
    let filled = 0
    while (filled < length) {
      const more = Number(yield* file.read(window.subarray(filled, length)))
      if (more === 0) break
      filled += more
    }
    return window.subarray(0, filled)
  })
  for (const run of runsOf(refs)) {
    const length = lengthOfAll(run)
    const isHeld = length <= WINDOW_BYTES
    for (let left = length; left > 0; left -= WINDOW_BYTES)
      hash.update(yield* read(Math.min(left, WINDOW_BYTES)))
    let at = 0
    for (const ref of run) {
      yield* onSnapshot(ref, isHeld ? window.subarray(at, at + lengthOf(ref)) : undefined)
      at += lengthOf(ref)
    }
  }
  const header = Uint8Array.from(yield* read(INDEX_HEADER_BYTES))
  return { sha256: hash.digest("hex"), header }
}, Effect.scoped)
