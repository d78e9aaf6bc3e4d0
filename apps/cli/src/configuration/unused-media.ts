// After messages have gone from an archive: the files that none uses any more go too.
import { type Archive, removeUnusedMedia } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import { retryWhileLocked } from "../failures/retry-while-locked.ts"
import { strings } from "../messages/strings.ts"
import { Messages } from "../terminal/console.ts"

/** Removes them, and tells of it; what stands in the way is told and answered. */
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
