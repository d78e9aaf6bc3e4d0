// The thread's side: does the jobs that arrive, and sends their answers.
import { parentPort } from "node:worker_threads"
import type { CacheNotWritable } from "@chatledger/analytics"
import { ImportRefused, SnapshotDamaged } from "@chatledger/archive"
import { readFilePart, readReplyBody } from "@chatledger/archive/internal"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type { Answer, AnswerMessage, BodyAnswer, Job, JobMessage } from "./thread.ts"

type Send = (answer: Answer) => void

const bodyAnswer = (body: Uint8Array): BodyAnswer => {
  const end = readReplyBody(body)
  if ("flaw" in end) return { flaw: end.flaw }
  const { summary, sha256, seen } = end.read
  const words = new Uint32Array(seen.length * 4)
  for (const [index, { high, low, state, seconds }] of seen.entries())
    words.set([high, low, state, seconds], index * 4)
  return { summary, sha256, seen: words }
}

const failure = (error: unknown): Answer => {
  if (error instanceof SnapshotDamaged) {
    const { path, reason, snapshotId } = error
    return { kind: "damaged", path, reason, snapshotId }
  }
  if (error instanceof ImportRefused) return { kind: "refused", source: error.source, reason: error.reason }
  const { _tag, path, reason } = Object(error) as CacheNotWritable
  return _tag === "CacheNotWritable"
    ? { kind: "not-writable", path, reason }
    : { kind: "failed", reason: String(error) }
}

/** Loads DuckDB only for the first job that needs it. */
const spooled = Effect.fnUntraced(function* (job: Extract<Job, { role: "spool" }>, send: Send) {
  const { spool } = yield* Effect.promise(() => import("./spooled.ts"))
  yield* spool(job.snapshots, job.prefix, (part) => Effect.sync(() => send({ kind: "spooled", part })))
  return { kind: "done" } satisfies Answer
})

type Failure = SnapshotDamaged | CacheNotWritable | ImportRefused

const answer = (
  job: Exclude<Job, { role: "body" }>,
  send: Send
): Effect.Effect<Answer, Failure, FileSystem.FileSystem> =>
  job.role === "spool"
    ? spooled(job, send)
    : Effect.map(readFilePart(job.source, job.path, job.part), (part): Answer => ({ kind: "part", part }))

const work = (job: Job, send: Send): void => {
  if (job.role === "body") {
    send({ kind: "body", body: bodyAnswer(job.body) })
    return
  }
  const answered = Effect.matchCause(answer(job, send), {
    onSuccess: send,
    onFailure: (cause) => send(failure(Cause.squash(cause)))
  })
  Effect.runFork(Effect.provide(answered, NodeServices.layer))
}

/** Answers jobs until the thread is ended. */
export const answerJobs = (): void => {
  parentPort?.on("message", ({ number, job }: JobMessage) =>
    work(job, (answer) => {
      const transferred = answer.kind === "body" && "seen" in answer.body ? [answer.body.seen.buffer] : []
      parentPort?.postMessage({ number, answer } satisfies AnswerMessage, transferred)
    })
  )
}
