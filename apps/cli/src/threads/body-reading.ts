// Reads the bodies of a large round of syncs in a thread: decoding is half of the main thread's work.
//
// The first bodies, and small ones, are read here, because that is faster than starting a thread. If the thread
// fails, its bodies are read here, too.
import { ReplySummary } from "@chatledger/archive"
import { BodyReading, readReplyBody } from "@chatledger/archive/internal"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { type Answer, Thread } from "./thread.ts"

type End = ReturnType<typeof readReplyBody>

/** Bodies of this size are worth the transfer. */
const WORTH_IT_BYTES = 8 * 1024
/** Number of those bodies that are read here before a thread is started. */
const FIRST = 24

const recordsOf = (words: Uint32Array) =>
  Array.from({ length: words.length / 4 }, (_, index) => {
    const [high = 0, low = 0, state = 0, seconds = 0] = words.subarray(index * 4, index * 4 + 4)
    return { high, low, state, seconds }
  })

/** Undefined for the answer to another job, and for a flawed body, which is read here again. */
const endOf = (answer: Answer): End | undefined => {
  if (answer.kind !== "body" || "flaw" in answer.body) return undefined
  const { summary, sha256, seen } = answer.body
  return { read: { summary: Object.assign(new ReplySummary(), summary), sha256, seen: recordsOf(seen) } }
}

const readIn = (thread: Thread, body: Uint8Array): Promise<End> => {
  const copy = new Uint8Array(body)
  return new Promise((resolve) => {
    const readHere = () => resolve(readReplyBody(body))
    const onAnswer = (answer: Answer) => resolve(endOf(answer) ?? readReplyBody(body))
    thread.give({ role: "body", body: copy }, { onAnswer, onFailure: readHere }, [copy.buffer])
  })
}

/** Reads bodies in a thread once there have been many; the thread ends with the scope. */
export const threadedBodyReading = Layer.effect(BodyReading)(
  Effect.gen(function* () {
    let large = 0
    let thread: Thread | undefined
    yield* Effect.addFinalizer(() => Effect.promise(() => Promise.resolve(thread?.end())))
    const read = (body: Uint8Array): End | Promise<End> => {
      if (body.length < WORTH_IT_BYTES) return readReplyBody(body)
      large += 1
      if (large <= FIRST) return readReplyBody(body)
      thread ??= new Thread()
      return readIn(thread, body)
    }
    return { read }
  })
)
