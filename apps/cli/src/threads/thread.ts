// Threads of this program: a job goes in, what it makes comes back as messages.
//
// A thread is this same program, started again with a job instead of a command line. Small work stays in the
// main thread, where it is done before a thread has started. Gotcha: only plain values cross over, so errors
// are told by their fields and made again.
import { on } from "node:events"
import { availableParallelism } from "node:os"
import { isMainThread, Worker, workerData } from "node:worker_threads"
import type { CacheReason, Numbered, SpoolPart } from "@chatledger/analytics"
import type { ImportReason, Part, ReadPart, SnapshotReason, Source } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

/** Two, since DuckDB and zstd have threads of their own. */
export const THREADS = Math.min(2, availableParallelism())

/** `spool`: decode snapshots for a load; `read`: read a part of a saved reply once; `bodies`: read replies as they come. */
export type Job =
  | { readonly role: "spool"; readonly snapshots: ReadonlyArray<Numbered>; readonly prefix: string }
  | { readonly role: "read"; readonly source: Source; readonly path: string; readonly part: Part }
  | { readonly role: "bodies" }

/** What a thread tells; the last is `done` or a failure. */
export type Told =
  | { readonly kind: "spooled"; readonly part: SpoolPart }
  | { readonly kind: "read"; readonly part: ReadPart }
  | { readonly kind: "done" }
  | {
      readonly kind: "damaged"
      readonly path: string
      readonly reason: SnapshotReason
      readonly snapshotId?: string | undefined
    }
  | { readonly kind: "not-writable"; readonly path: string; readonly reason: CacheReason }
  | { readonly kind: "refused"; readonly source: string; readonly reason: ImportReason }
  | { readonly kind: "failed"; readonly reason: string }

const isTold = (message: unknown): message is readonly [Told] =>
  Array.isArray(message) && message.length === 1

const toldBy = (worker: Worker) =>
  Stream.fromAsyncIterable<unknown, unknown>(on(worker, "message"), (error) => error).pipe(
    Stream.orDie,
    Stream.filter(isTold),
    Stream.map(([told]) => told),
    Stream.takeUntil(({ kind }) => kind !== "spooled" && kind !== "read")
  )

/** Does a job in a thread; `onTold` hears everything but bugs. An interrupted job's thread is ended. */
export const inThread = <E, R>(job: Job, onTold: (told: Told) => Effect.Effect<void, E, R>) =>
  Effect.acquireUseRelease(
    Effect.sync(() => new Worker(new URL("./main.mjs", import.meta.url), { workerData: job })),
    (worker) =>
      Stream.runForEach(toldBy(worker), (told) =>
        told.kind === "failed" ? Effect.die(new Error(told.reason)) : onTold(told)
      ),
    (worker) => Effect.promise(() => worker.terminate())
  )

/** The job that this thread was started with; undefined in the main thread. */
export const threadJob = (): Job | undefined => {
  const job: unknown = isMainThread ? undefined : workerData
  return typeof job === "object" && job !== null && "role" in job ? (job as Job) : undefined
}
