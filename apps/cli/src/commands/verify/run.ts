// `chatledger verify`: reads every snapshot and media file completely, and names those that differ from what was stored;
// then, on request, checks the tables.

import { type Archive, openArchive, SnapshotDamaged, verifyArchive } from "@chatledger/archive"
import { verifyMedia } from "@chatledger/archive/internal"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { archivePath } from "../../configuration/archive-path.ts"
import { AlreadyReported } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import { Messages } from "../../terminal/console.ts"
import type { VerifyFlags } from "./command.ts"
import { verifyTables } from "./tables.ts"

/** Checks media files; returns how many are damaged or missing. */
const verifyFiles = Effect.fnUntraced(function* (archive: Archive) {
  const messages = yield* Messages
  let [files, bytes, lacking] = [0, 0, 0]
  yield* Stream.runForEach(
    verifyMedia(archive),
    Effect.fnUntraced(function* ({ found, path }) {
      if (typeof found === "string") {
        lacking += 1
        const text = found === "missing" ? strings.media.missing(path) : strings.media.damaged(path)
        return yield* messages.warn(text, "media_damaged")
      }
      files += 1
      bytes += found.length
      yield* messages.progress(strings.media.read(files + lacking))
    })
  )
  if (files > 0) yield* messages.note(strings.media.whole(files, bytes))
  return lacking
})

export const run = Effect.fnUntraced(function* (given: VerifyFlags) {
  const messages = yield* Messages
  const archive = yield* openArchive(yield* archivePath(given))
  let whole = 0
  let bytes = 0
  let damaged = 0
  yield* Stream.runForEach(
    verifyArchive(archive),
    Effect.fnUntraced(function* ({ found }) {
      if (found instanceof SnapshotDamaged) {
        damaged += 1
        return yield* messages.warn(strings.failure(found))
      }
      whole += 1
      bytes += found.byte_count
      yield* messages.progress(strings.archive.read(whole + damaged))
    })
  )
  yield* messages.note(strings.archive.whole(whole, bytes))
  const lacking = yield* verifyFiles(archive)
  if (damaged > 0) yield* messages.fail(strings.archive.damaged(damaged))
  if (lacking > 0) yield* messages.fail(strings.media.damagedCount(lacking))
  if (damaged + lacking > 0) return yield* new AlreadyReported({ code: 6 })
  if (given.tables) yield* verifyTables(given)
})
