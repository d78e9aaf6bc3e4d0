// What `chatledger verify` does: reads every snapshot to its last byte, and names those that are not what was kept; then, if asked, the tables.

import { openArchive, SnapshotDamaged, verifyArchive } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { archivePath } from "../../configuration/archive-path.ts"
import { AlreadyReported } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import { Messages } from "../../terminal/console.ts"
import type { VerifyFlags } from "./command.ts"
import { verifyTables } from "./tables.ts"

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
  if (damaged > 0) {
    yield* messages.fail(strings.archive.damaged(damaged))
    return yield* new AlreadyReported({ code: 6 })
  }
  if (given.tables) yield* verifyTables(given)
})
