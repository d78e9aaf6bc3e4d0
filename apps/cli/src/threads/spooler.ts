// Creates the spool of a large load in threads: decoding is most of the work, and DuckDB does the rest.
import { CacheNotWritable } from "@chatledger/analytics"
import { type Numbered, type SpoolerService, type SpoolPart, spool } from "@chatledger/analytics/internal"
import { SnapshotDamaged } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Semaphore from "effect/Semaphore"
import { type Answer, inThread, THREADS } from "./thread.ts"

/** Compressed bytes from which threads are worth starting. */
const WORTH_IT_BYTES = 4 * 1024 * 1024

interface Sized {
  readonly bytes: number
  readonly snapshots: ReadonlyArray<Numbered>
}

/** Compressed bytes from which one more thread is worth starting: less is read sooner than its code is loaded. */
const WORTH_ONE_MORE_BYTES = 2 * 1024 * 1024

/**
 * Distributes pieces by size: the largest first, each to the share with the fewest bytes. Shares that are too small for a
 * thread of their own are added to the largest.
 */
export const shares = (pieces: ReadonlyArray<Sized>) => {
  const made = Array.from({ length: THREADS }, () => ({ bytes: 0, snapshots: [] as Array<Numbered> }))
  for (const { bytes, snapshots } of [...pieces].sort((left, right) => right.bytes - left.bytes)) {
    const least = made.reduce((best, share) => (share.bytes < best.bytes ? share : best))
    least.bytes += bytes
    for (const snapshot of snapshots) least.snapshots.push(snapshot)
  }
  const [largest, ...others] = made.toSorted((left, right) => right.bytes - left.bytes)
  const isLarge = ({ bytes }: (typeof made)[number]) => bytes >= WORTH_ONE_MORE_BYTES
  const small = others.filter((share) => !isLarge(share)).flatMap((share) => share.snapshots)
  return [
    [...(largest?.snapshots ?? []), ...small],
    ...others.filter(isLarge).map((share) => share.snapshots)
  ]
}

/** Snapshots by file: one thread reads a pack. */
const sizedFiles = Effect.fnUntraced(function* (snapshots: ReadonlyArray<Numbered>) {
  const fs = yield* FileSystem.FileSystem
  return yield* Effect.forEach(
    Map.groupBy(snapshots, ({ ref }) => ref.path),
    Effect.fnUntraced(function* ([path, snapshots]) {
      const packed = snapshots.reduce((sum, { ref }) => sum + (ref.packed?.length ?? 0), 0)
      const info = packed > 0 ? undefined : yield* Effect.option(fs.stat(path))
      const bytes = info?._tag === "Some" ? Number(info.value.size) : packed
      return { bytes, snapshots } satisfies Sized
    })
  )
})

export const threadedSpooler: SpoolerService = {
  spool: Effect.fnUntraced(function* <E>(
    snapshots: ReadonlyArray<Numbered>,
    prefix: string,
    onPart: (part: SpoolPart) => Effect.Effect<void, E>
  ) {
    const sized = yield* sizedFiles(snapshots)
    if (sized.reduce((sum, { bytes }) => sum + bytes, 0) < WORTH_IT_BYTES)
      return yield* spool(snapshots, prefix, onPart)
    const turn = Semaphore.makeUnsafe(1)
    const onAnswer = (answer: Answer): Effect.Effect<void, E | SnapshotDamaged | CacheNotWritable> => {
      if (answer.kind === "spooled") return turn.withPermits(1)(onPart(answer.part))
      if (answer.kind === "damaged") {
        const { path, reason, snapshotId } = answer
        return Effect.fail(new SnapshotDamaged({ path, reason, snapshotId }))
      }
      return answer.kind === "not-writable"
        ? Effect.fail(new CacheNotWritable({ path: answer.path, reason: answer.reason }))
        : Effect.void
    }
    yield* Effect.forEach(
      shares(sized),
      (share, index) => inThread({ role: "spool", snapshots: share, prefix: `${prefix}${index}-` }, onAnswer),
      { concurrency: "unbounded", discard: true }
    )
  })
}
