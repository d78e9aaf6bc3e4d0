// Removes files that no message uses any more, after messages were removed from an archive.
import type { Archive } from "@chatledger/archive"
import { removeUnusedMedia } from "@chatledger/archive/internal"
import * as Effect from "effect/Effect"
import { retryWhileLocked } from "../failures/retry-while-locked.ts"
import { strings } from "../messages/strings.ts"
import { Messages } from "../terminal/console.ts"

/** Removes unused files and reports it; a failure is reported and returned. */
export const eraseUnusedMedia = Effect.fnUntraced(function* (archive: Archive, wait: boolean) {
  const messages = yield* Messages
  const result = yield* Effect.result(retryWhileLocked(wait, removeUnusedMedia(archive)))
  if (result._tag === "Failure") {
    yield* messages.warn(strings.failure(result.failure))
    return [result.failure]
  }
  const { bytes, files } = result.success
  if (files > 0) yield* messages.note(strings.media.erased(files, bytes))
  return []
})
