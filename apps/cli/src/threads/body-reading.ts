// The bodies of a large round of syncs, read in a thread: decoding them is half of the work of the main one.
//
// The first bodies, and small ones, are read here, where they are done before a thread has started. Should the thread
// fail, its bodies are read here too.
import { Worker } from "node:worker_threads"
import { BodyReading, ReplySummary, readReplyBody } from "@chatledger/archive"
import type { BodyReason } from "@chatledger/core"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Job } from "./thread.ts"

type End = ReturnType<typeof readReplyBody>

/** What goes into the thread. */
export interface Asked {
  readonly number: number
  readonly body: Uint8Array
}

/** What comes back; `seen` are four words a record: the two of its key, its state, its seconds. */
export interface Answered {
  readonly number: number
  readonly end:
    | { readonly flaw: BodyReason }
    | { readonly summary: ReplySummary; readonly sha256: string; readonly seen: Uint32Array<ArrayBuffer> }
}

/** Bodies of this many bytes are worth the way. */
const WORTH_IT_BYTES = 8 * 1024
/** So many of them are read here before a thread is started. */
const FIRST = 24

const recordsOf = (words: Uint32Array) =>
  Array.from({ length: words.length / 4 }, (_, index) => {
    const [high = 0, low = 0, state = 0, seconds = 0] = words.subarray(index * 4, index * 4 + 4)
    return { high, low, state, seconds }
  })

const endOf = ({ end }: Answered): End =>
  "flaw" in end
    ? end
    : {
        read: {
          summary: Object.assign(new ReplySummary(), end.summary),
          sha256: end.sha256,
          seen: recordsOf(end.seen)
        }
      }

interface Waiting {
  readonly body: Uint8Array
  readonly resolve: (end: End) => void
}

class ReadingThread {
  private readonly worker: Worker
  private readonly waiting = new Map<number, Waiting>()
  private asked = 0
  private hasFailed = false

  constructor() {
    const job: Job = { role: "bodies" }
    this.worker = new Worker(new URL("./main.mjs", import.meta.url), { workerData: job })
    this.worker.on("message", (answered: Answered) => {
      this.waiting.get(answered.number)?.resolve(endOf(answered))
      this.waiting.delete(answered.number)
    })
    this.worker.on("error", () => this.readHere())
    this.worker.on("exit", () => this.readHere())
  }

  read(body: Uint8Array): End | Promise<End> {
    if (this.hasFailed) return readReplyBody(body)
    const number = this.asked
    this.asked += 1
    const copy = new Uint8Array(body)
    this.worker.postMessage({ number, body: copy } satisfies Asked, [copy.buffer])
    return new Promise((resolve) => this.waiting.set(number, { body, resolve }))
  }

  end(): Promise<unknown> {
    return this.worker.terminate()
  }

  private readHere(): void {
    this.hasFailed = true
    for (const { body, resolve } of this.waiting.values()) resolve(readReplyBody(body))
    this.waiting.clear()
  }
}

/** Reads bodies in a thread once there have been many; the thread ends with the scope. */
export const threadedBodyReading = Layer.effect(BodyReading)(
  Effect.gen(function* () {
    let large = 0
    let thread: ReadingThread | undefined
    yield* Effect.addFinalizer(() => Effect.promise(() => Promise.resolve(thread?.end())))
    const read = (body: Uint8Array): End | Promise<End> => {
      if (body.length < WORTH_IT_BYTES) return readReplyBody(body)
      large += 1
      if (large <= FIRST) return readReplyBody(body)
      thread ??= new ReadingThread()
      return thread.read(body)
    }
    return { read }
  })
)
