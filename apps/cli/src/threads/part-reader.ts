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

export const threadedPartReader: PartReaderService = {
  concurrency: THREADS,
  read: Effect.fnUntraced(function* (source, reply, part) {
    if (reply.file === undefined || part.end - part.start < WORTH_IT_BYTES)
      return yield* readPart(reply, part)
    let read: ReadPart | undefined
    yield* inThread({ role: "read", source, path: reply.file, part }, (told) => {
      if (told.kind === "read")
        read = { ...told.part, summary: Object.assign(new ReplySummary(), told.part.summary) }
      return told.kind === "refused"
        ? Effect.fail(new ImportRefused({ source: told.source, reason: told.reason, kind: "unreadable" }))
        : Effect.void
    })
    return read ?? (yield* Effect.die(new Error("a thread ended without an answer")))
  })
}
