import { importReply, knownBodies, openOrCreateArchive, findSources } from "@chatledger/archive"
import { archiveJournal, serveJournal } from "@chatledger/journal-server"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
const t0 = performance.now()
const lap = (what: string) => console.log(what, Math.round(performance.now() - t0), "ms", Math.round(process.memoryUsage().rss / 1e6), "MB rss", Math.round(process.resourceUsage().maxRSS / 1e3), "MB max")
const program = Effect.gen(function* () {
  const archive = yield* openOrCreateArchive("/tmp/w/server-bench/archive")
  if (process.argv[2] === "import") {
    const known = yield* knownBodies(archive, "1101000001")
    const { sources } = yield* findSources(["/tmp/w/server-bench/m1.ndjson"])
    for (const source of sources) yield* importReply(archive, known, source, { instanceId: "1101000001", program: "x 1" })
    lap("imported")
    return
  }
  lap("start")
  const journal = yield* archiveJournal(archive)
  lap("indexed")
  const s = yield* serveJournal({ journal, rateLimit: false, instances: [{ idInstance: "1101000001", token: Redacted.make("t") }] })
  for (let i = 0; i < 3; i++) for (const m of ["lastIncomingMessages", "lastOutgoingMessages"]) {
    const text = yield* Effect.promise(async () => (await fetch(`${s.url}/waInstance1101000001/${m}/t?minutes=99999999`)).text())
    lap(`${m} ${text.length} ${JSON.parse(text).length}`)
  }
}).pipe(Effect.scoped, Effect.provide(NodeServices.layer))
await Effect.runPromise(program)
