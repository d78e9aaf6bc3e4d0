// The parts of a large import, read in threads, two at a time.
import {
  ImportRefused,
  type PartReaderService,
  type ReadPart,
  ReplySummary,
  readPart
} from "@chatledger/archive"
import * as Effect from "effect/Effect"
import { inThread, THREADS } from "./thread.ts"

/** Plain bytes from which on a thread is worth its start. */
const WORTH_IT_BYTES = 24 * 1024 * 1024

const summaryOf = (told: ReplySummary) => Object.assign(new ReplySummary(), told)

/** A part as a thread told it, with what summaries can do. */
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
    yield* inThread({ role: "read", source, path: reply.file, part }, (told) => {
      if (told.kind === "read") read = partOf(told.part)
      return told.kind === "refused"
        ? Effect.fail(new ImportRefused({ source: told.source, reason: told.reason, kind: "unreadable" }))
        : Effect.void
    })
    return read ?? (yield* Effect.die(new Error("a thread ended without an answer")))
  })
}
