import { openArchive } from "@chatledger/archive"
import { archiveJournal, type FaultRule, serveJournal } from "@chatledger/journal-server"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"

const instances = [{ idInstance: "1101000001", token: Redacted.make("any-token") }]
const faults: ReadonlyArray<FaultRule> = [
  { method: "lastOutgoingMessages", nth: 1, fault: { kind: "status", status: 503 } }
]

const program = Effect.gen(function* () {
  const journal = yield* archiveJournal(yield* openArchive("chatledger-archive"))
  const { url } = yield* serveJournal({ instances, journal, faults })
  const ask = (method: string) =>
    Effect.promise(() => fetch(`${url}/waInstance1101000001/${method}/any-token?minutes=9999999`))
  const incoming = yield* ask("lastIncomingMessages")
  console.log(incoming.status, yield* Effect.promise(() => incoming.text()))
  console.log((yield* ask("lastOutgoingMessages")).status)
})

await Effect.runPromise(program.pipe(Effect.scoped, Effect.provide(NodeServices.layer)))
