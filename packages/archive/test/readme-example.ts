import {
  findSources,
  importReply,
  knownBodies,
  openOrCreateArchive,
  verifyArchive
} from "@chatledger/archive"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

const program = Effect.gen(function* () {
  const archive = yield* openOrCreateArchive("chatledger-archive")
  const known = yield* knownBodies(archive, "1101000001")
  const { sources } = yield* findSources(["replies"])
  for (const source of sources) {
    const options = { instanceId: "1101000001", program: "example 1.0.0" }
    const { parts } = yield* importReply(archive, known, source, options)
    for (const { journal, state, summary } of parts)
      yield* Effect.log(source.name, journal, state, summary.recordCount)
  }
  yield* Stream.runForEach(verifyArchive(archive), ({ ref, found }) =>
    Effect.log(ref.snapshotId, "_tag" in found ? found.message : "ok")
  )
})

await Effect.runPromise(Effect.provide(program, NodeServices.layer))
