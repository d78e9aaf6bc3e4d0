// Reads the parts of a large import in threads, two at a time.
import { ImportRefused, ReplySummary } from "@chatledger/archive"
import { type PartReaderService, type ReadPart, readPart } from "@chatledger/archive/internal"
import * as Effect from "effect/Effect"
import { inThread, THREADS } from "./thread.ts"

/** Uncompressed bytes from which a thread is worth starting. */
const WORTH_IT_BYTES = 24 * 1024 * 1024

const summaryOf = (fields: ReplySummary) => Object.assign(new ReplySummary(), fields)

/** A part from a thread, with its summaries restored as instances. */
const partOf = ({ replies, summary, ...part }: ReadPart): ReadPart => ({
  ...part,
  summary: summaryOf(summary),
  replies: replies?.map((reply) => ({ ...reply, summary: summaryOf(reply.summary) }))
})

export const threadedPartReader: PartReaderService = {
  concurrency: THREADS,
  read: Effect.fnUntraced(function* (source, reply, part) {
    if (reply.file === undefined || part.end - part.start < WORTH_IT_BYTES)
      return yield* readPart(reply, part)
    let read: ReadPart | undefined
    yield* inThread({ role: "part", source, path: reply.file, part }, (answer) => {
      if (answer.kind === "part") read = partOf(answer.part)
      return answer.kind === "refused"
        ? Effect.fail(new ImportRefused({ source: answer.source, reason: answer.reason, kind: "unreadable" }))
        : Effect.void
    })
    return read ?? (yield* Effect.die(new Error("a thread ended without an answer")))
  })
}
