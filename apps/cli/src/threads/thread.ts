// Threads of this program: they take jobs and send answers.
//
// A thread runs this same program; `work.ts` is its side. Small work stays in the main thread,
// which is faster than starting one. Gotcha: only plain values can be passed, so errors are sent as their fields and
// recreated.
import { availableParallelism } from "node:os"
import { isMainThread, type TransferListItem, Worker, workerData } from "node:worker_threads"
import type { CacheReason } from "@chatledger/analytics"
import type { Numbered, SpoolPart } from "@chatledger/analytics/internal"
import type { ImportReason, ReplySummary, SnapshotReason, Source } from "@chatledger/archive"
import type { Part, ReadPart } from "@chatledger/archive/internal"
import type { BodyReason } from "@chatledger/core"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import * as Stream from "effect/Stream"

/** Two, because DuckDB and zstd have their own threads. */
export const THREADS = Math.min(2, availableParallelism())

/** `spool`: decode snapshots for a load; `part`: read a part of a saved reply once; `body`: read a received reply. */
export type Job =
  | { readonly role: "spool"; readonly snapshots: ReadonlyArray<Numbered>; readonly prefix: string }
  | { readonly role: "part"; readonly source: Source; readonly path: string; readonly part: Part }
  | { readonly role: "body"; readonly body: Uint8Array }

/** The content of a body; `seen` has four words per record: two of its key, its state, its seconds. */
export type BodyAnswer =
  | { readonly flaw: BodyReason }
  | { readonly summary: ReplySummary; readonly sha256: string; readonly seen: Uint32Array<ArrayBuffer> }

/** An answer to a job; all but `spooled` are final. */
export type Answer =
  | { readonly kind: "spooled"; readonly part: SpoolPart }
  | { readonly kind: "part"; readonly part: ReadPart }
  | { readonly kind: "body"; readonly body: BodyAnswer }
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

/** A job in a message; its answers carry its number. */
export interface JobMessage {
  readonly number: number
  readonly job: Job
}

export interface AnswerMessage {
  readonly number: number
  readonly answer: Answer
}

interface Listener {
  readonly onAnswer: (answer: Answer) => void
  /** The thread could not start, or ended before its last answer. */
  readonly onFailure: (error: unknown) => void
}

const THREAD = "chatledger"

const isLast = ({ kind }: Answer): boolean => kind !== "spooled"

/** A thread that takes jobs until it is ended. */
export class Thread {
  private readonly worker = new Worker(new URL("./main.mjs", import.meta.url), { workerData: THREAD })
  private readonly listeners = new Map<number, Listener>()
  private jobs = 0
  private failure: Error | undefined

  constructor() {
    this.worker.on("message", ({ number, answer }: AnswerMessage) => {
      const listener = this.listeners.get(number)
      if (isLast(answer)) this.listeners.delete(number)
      listener?.onAnswer(answer)
    })
    this.worker.on("error", (error) => this.fail(error instanceof Error ? error : new Error(String(error))))
    this.worker.on("exit", () => this.fail(new Error("a thread ended without an answer")))
  }

  /** Sends a job, and transfers the memory in `transferred`. */
  give(job: Job, listener: Listener, transferred: ReadonlyArray<TransferListItem> = []): void {
    if (this.failure !== undefined) {
      listener.onFailure(this.failure)
      return
    }
    const number = this.jobs
    this.jobs += 1
    this.listeners.set(number, listener)
    this.worker.postMessage({ number, job } satisfies JobMessage, transferred)
  }

  /** Ends the thread, whatever it is doing. */
  end(): Promise<unknown> {
    return this.worker.terminate()
  }

  private fail(error: Error): void {
    this.failure ??= error
    for (const { onFailure } of this.listeners.values()) onFailure(error)
    this.listeners.clear()
  }
}

const answersOf = (thread: Thread, job: Job) =>
  Stream.callback<Answer>((queue) =>
    Effect.sync(() =>
      thread.give(job, {
        onAnswer: (answer) => Queue.offerUnsafe(queue, answer),
        onFailure: (error) => Queue.failCauseUnsafe(queue, Cause.die(error))
      })
    )
  ).pipe(Stream.takeUntil(isLast))

/** Runs a job in its own thread; `onAnswer` gets every answer except bugs. Interruption ends the thread. */
export const inThread = <E, R>(job: Job, onAnswer: (answer: Answer) => Effect.Effect<void, E, R>) =>
  Effect.acquireUseRelease(
    Effect.sync(() => new Thread()),
    (thread) =>
      Stream.runForEach(answersOf(thread, job), (answer) =>
        answer.kind === "failed" ? Effect.die(new Error(answer.reason)) : onAnswer(answer)
      ),
    (thread) => Effect.promise(() => thread.end())
  )

/** Whether this program was started as a thread. */
export const isThread = (): boolean => !isMainThread && workerData === THREAD
