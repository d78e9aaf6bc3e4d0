// Work in threads of its own: reading the parts of a large import, and the spool of a large load.
//
// A thread is this same program, started again with a job instead of a command line; what it makes comes back
// as messages. Small work stays in the main thread, where it is done before a thread has started.
import { on } from "node:events"
import { availableParallelism } from "node:os"
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads"
import { type Numbered, type SpoolerService, type SpoolPart, spool } from "@chatledger/analytics"
import {
  ImportRefused,
  type Part,
  type PartReaderService,
  type ReadPart,
  ReplySummary,
  readFilePart,
  readPart,
  SnapshotDamaged,
  type Source
} from "@chatledger/archive"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"

/** Two, since DuckDB and zstd have threads of their own. */
const THREADS = Math.min(2, availableParallelism())
/** Plain and compressed bytes from which on threads are worth their start. */
const PLAIN_BYTES_WORTH_IT = 24 * 1024 * 1024
const COMPRESSED_BYTES_WORTH_IT = 4 * 1024 * 1024

type Job =
  | { readonly role: "spool"; readonly snapshots: ReadonlyArray<Numbered>; readonly prefix: string }
  | { readonly role: "read"; readonly source: Source; readonly path: string; readonly part: Part }

type Told =
  | { readonly kind: "spooled"; readonly part: SpoolPart }
  | { readonly kind: "read"; readonly part: ReadPart }
  | { readonly kind: "done" }
  | { readonly kind: "damaged"; readonly path: string; readonly reason: string }
  | { readonly kind: "refused"; readonly source: string; readonly reason: string }
  | { readonly kind: "failed"; readonly reason: string }

const isTold = (message: unknown): message is readonly [Told] =>
  Array.isArray(message) && message.length === 1

/** What a thread tells until it is done. */
const toldBy = (worker: Worker) =>
  Stream.fromAsyncIterable<unknown, unknown>(on(worker, "message"), (error) => error).pipe(
    Stream.orDie,
    Stream.filter(isTold),
    Stream.map(([told]) => told),
    Stream.takeUntil(({ kind }) => kind !== "spooled" && kind !== "read")
  )

/** Does a job in a thread that runs the module `program`. */
const inThread = <E, R>(program: URL, job: Job, onTold: (told: Told) => Effect.Effect<void, E, R>) =>
  Effect.acquireUseRelease(
    Effect.sync(() => new Worker(program, { workerData: job })),
    (worker) =>
      Stream.runForEach(toldBy(worker), (told) =>
        told.kind === "failed" ? Effect.die(new Error(told.reason)) : onTold(told)
      ),
    (worker) => Effect.promise(() => worker.terminate())
  )

/** Shares snapshots out by size, the largest first to the one with the least. */
const shares = (snapshots: ReadonlyArray<Numbered & { readonly bytes: number }>) => {
  const made = Array.from({ length: THREADS }, () => ({ bytes: 0, snapshots: [] as Array<Numbered> }))
  for (const { bytes, ...snapshot } of [...snapshots].sort((left, right) => right.bytes - left.bytes)) {
    const least = made.reduce((best, share) => (share.bytes < best.bytes ? share : best))
    least.bytes += bytes
    least.snapshots.push(snapshot)
  }
  return made.map((share) => share.snapshots).filter((share) => share.length > 0)
}

/** A spooler that decodes large loads in threads. */
export const threadedSpooler = (program: URL): SpoolerService => ({
  spool: Effect.fnUntraced(function* <E>(
    snapshots: ReadonlyArray<Numbered>,
    prefix: string,
    onPart: (part: SpoolPart) => Effect.Effect<void, E>
  ) {
    const fs = yield* FileSystem.FileSystem
    const sized = yield* Effect.forEach(snapshots, (snapshot) =>
      Effect.map(Effect.option(fs.stat(snapshot.ref.path)), (info) => ({
        ...snapshot,
        bytes: info._tag === "Some" ? Number(info.value.size) : 0
      }))
    )
    if (sized.reduce((sum, { bytes }) => sum + bytes, 0) < COMPRESSED_BYTES_WORTH_IT)
      return yield* spool(snapshots, prefix, onPart)
    const turn = Semaphore.makeUnsafe(1)
    const hear = (told: Told): Effect.Effect<void, E | SnapshotDamaged> =>
      told.kind === "spooled"
        ? turn.withPermits(1)(onPart(told.part))
        : told.kind === "damaged"
          ? Effect.fail(new SnapshotDamaged({ path: told.path, reason: told.reason }))
          : Effect.void
    yield* Effect.forEach(
      shares(sized),
      (share, index) =>
        inThread(program, { role: "spool", snapshots: share, prefix: `${prefix}${index}-` }, hear),
      { concurrency: "unbounded", discard: true }
    )
  })
})

/** A reader of parts that reads the large ones in threads. */
export const threadedPartReader = (program: URL): PartReaderService => ({
  concurrency: THREADS,
  read: Effect.fnUntraced(function* (source, reply, part) {
    if (reply.file === undefined || part.end - part.start < PLAIN_BYTES_WORTH_IT)
      return yield* readPart(reply, part)
    let read: ReadPart | undefined
    yield* inThread(program, { role: "read", source, path: reply.file, part }, (told) => {
      if (told.kind === "read")
        read = { ...told.part, summary: Object.assign(new ReplySummary(), told.part.summary) }
      return told.kind === "refused"
        ? Effect.fail(new ImportRefused({ source: told.source, reason: told.reason, kind: "unreadable" }))
        : Effect.void
    })
    return read ?? (yield* Effect.die(new Error("a thread ended without an answer")))
  })
})

/** The job that this thread was started with; undefined in the main thread. */
export const threadJob = (): Job | undefined => {
  const job: unknown = isMainThread ? undefined : workerData
  return typeof job === "object" && job !== null && "role" in job ? (job as Job) : undefined
}

const tell = (told: Told) => Effect.sync(() => parentPort?.postMessage(told))

const work = (job: Job): Effect.Effect<void, SnapshotDamaged | ImportRefused, FileSystem.FileSystem> =>
  job.role === "spool"
    ? spool(job.snapshots, job.prefix, (part) => tell({ kind: "spooled", part }))
    : Effect.flatMap(readFilePart(job.source, job.path, job.part), (part) => tell({ kind: "read", part }))

const failure = (error: unknown): Told => {
  if (error instanceof SnapshotDamaged) return { kind: "damaged", path: error.path, reason: error.reason }
  if (error instanceof ImportRefused) return { kind: "refused", source: error.source, reason: error.reason }
  return { kind: "failed", reason: String(error) }
}

/** Does a thread's job, and tells what became of it. */
export const runThreadJob = (job: Job) =>
  Effect.matchCauseEffect(work(job), {
    onSuccess: () => tell({ kind: "done" }),
    onFailure: (cause) => tell(failure(Cause.squash(cause)))
  })
