// The other end of a thread: does the job, and tells what became of it.
import { parentPort } from "node:worker_threads"
import { CacheNotWritable, spool } from "@chatledger/analytics"
import { ImportRefused, readFilePart, SnapshotDamaged } from "@chatledger/archive"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type { Job, Told } from "./thread.ts"

const tell = (told: Told) => Effect.sync(() => parentPort?.postMessage(told))

type Failure = SnapshotDamaged | CacheNotWritable | ImportRefused

type WithEnd = Exclude<Job, { readonly role: "bodies" }>

const work = (job: WithEnd): Effect.Effect<void, Failure, FileSystem.FileSystem> =>
  job.role === "spool"
    ? spool(job.snapshots, job.prefix, (part) => tell({ kind: "spooled", part }))
    : Effect.flatMap(readFilePart(job.source, job.path, job.part), (part) => tell({ kind: "read", part }))

const failure = (error: unknown): Told => {
  if (error instanceof SnapshotDamaged) {
    const { path, reason, snapshotId } = error
    return { kind: "damaged", path, reason, snapshotId }
  }
  if (error instanceof CacheNotWritable)
    return { kind: "not-writable", path: error.path, reason: error.reason }
  if (error instanceof ImportRefused) return { kind: "refused", source: error.source, reason: error.reason }
  return { kind: "failed", reason: String(error) }
}

/** Does a thread's job, and tells what became of it. */
export const runThreadJob = (job: WithEnd) =>
  Effect.matchCauseEffect(work(job), {
    onSuccess: () => tell({ kind: "done" }),
    onFailure: (cause) => tell(failure(Cause.squash(cause)))
  })
