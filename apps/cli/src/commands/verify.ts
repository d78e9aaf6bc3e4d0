// chatledger verify: reads and hashes the whole archive, and names every damaged file.
import { SnapshotDamaged, verifyArchive } from "@chatledger/archive"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { Messages } from "../console.ts"
import { PartlyDone } from "../exit.ts"
import * as flags from "../flags.ts"
import { type CommonFlags, existingArchive, withMessages } from "../session.ts"

const run = Effect.fnUntraced(function* (given: CommonFlags) {
  const messages = yield* Messages
  const archive = yield* existingArchive(given)
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
  yield* messages.note(`${whole} snapshots are whole (${bytes} bytes of replies)`)
  if (damaged > 0) {
    yield* messages.fail(`${damaged} snapshots are damaged: restore them from a backup`)
    return yield* new PartlyDone({ code: 6 })
  }
})

export const verifyCommand = Command.make("verify", flags.common, (given) =>
  withMessages(given, run(given))
).pipe(Command.withDescription("Read the whole archive again and name every damaged file"))
