// What `chatledger verify` does: reads every snapshot to its last byte, and names those that are not what was kept.
import { openArchive, SnapshotDamaged, verifyArchive } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { VerifyFlags } from "../commands/verify.ts"
import { archivePath } from "../configuration/archive-path.ts"
import { Messages } from "../console.ts"
import { Told } from "../exit.ts"

const snapshots = (count: number) => (count === 1 ? "1 snapshot is" : `${count} snapshots are`)

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
        return yield* messages.warn(found.message)
      }
      whole += 1
      bytes += found.byte_count
      yield* messages.progress(`${whole + damaged} snapshots read`)
    })
  )
  yield* messages.note(`${snapshots(whole)} whole (${bytes} bytes of replies)`)
  if (damaged > 0) {
    yield* messages.fail(`${snapshots(damaged)} damaged: restore what is named above from a backup`)
    return yield* new Told({ code: 6 })
  }
})
