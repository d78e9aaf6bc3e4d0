// How the demo's archive comes about: a server plays the made-up account, and real syncs fetch from it over HTTP.
//
// The clock of both is moved from sync to sync and stands still in between, so four weeks pass in a moment and every
// demo is the same. Waiting is real: some answers are faulty, and are asked for again after a while.

import { openOrCreateArchive, syncInstance } from "@chatledger/archive"
import { type Instance, JournalClient } from "@chatledger/core"
import { type FaultRule, scriptedJournal, serveJournal } from "@chatledger/journal-server"
import { demoHistory, demoMinutes, demoMoments, presented } from "@chatledger/sample-account"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { AlreadyReported } from "../../failures/exit.ts"
import { nodeHttpClient } from "../../http/node-client.ts"
import { strings } from "../../messages/strings.ts"
import { programText } from "../../program.ts"
import { Messages } from "../../terminal/console.ts"

/** One of each kind that the service has shown, on the way of different syncs. */
const faultsOf = (idInstance: string): ReadonlyArray<FaultRule> => [
  { instanceId: idInstance, method: "lastIncomingMessages", nth: 4, fault: { kind: "status", status: 503 } },
  {
    instanceId: idInstance,
    method: "lastIncomingMessages",
    nth: 9,
    fault: { kind: "cutGzip", bytes: 2000 }
  },
  {
    instanceId: idInstance,
    method: "lastOutgoingMessages",
    nth: 9,
    fault: { kind: "status", status: 429, headers: { "retry-after": "1" } }
  }
]

/** A clock that stands at a moment; who sleeps, sleeps really. */
const standing = (real: Clock.Clock) => {
  let at = 0
  const nanos = () => BigInt(at) * 1_000_000n
  const clock: Clock.Clock = {
    ...real,
    currentTimeMillisUnsafe: () => at,
    currentTimeMillis: Effect.sync(() => at),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos),
    monotonicTimeNanosUnsafe: () => real.monotonicTimeNanosUnsafe(),
    monotonicTimeNanos: real.monotonicTimeNanos,
    sleep: (duration) => real.sleep(duration)
  }
  return {
    clock,
    moveTo: (moment: Date) => {
      at = moment.getTime()
    }
  }
}

/** Fills an archive; answers how much was fetched. */
export const recordDemo = Effect.fnUntraced(
  function* (path: string) {
    const messages = yield* Messages
    const history = demoHistory()
    const archive = yield* openOrCreateArchive(path)
    const token = Redacted.make("made-up-token")
    const [first] = history.instances
    const server = yield* serveJournal({
      instances: history.instances.map(({ idInstance }) => ({ idInstance, token })),
      journal: scriptedJournal(history.states, { present: presented }),
      faults: faultsOf(first?.idInstance ?? ""),
      // Syncs that are twelve hours apart for the clock of the account come at once here.
      rateLimit: false
    })
    const { clock, moveTo } = standing(yield* Clock.Clock)
    let snapshots = 0
    for (const [index, moment] of demoMoments.entries()) {
      yield* messages.progress(strings.demo.sync(index + 1, demoMoments.length))
      yield* server.setNow(moment)
      moveTo(moment)
      for (const { idInstance } of history.instances) {
        const instance: Instance = { idInstance, apiUrl: server.url, apiTokenInstance: token }
        const options = {
          journals: ["incoming", "outgoing"],
          minutes: demoMinutes,
          program: programText
        } as const
        const synced = yield* Effect.provideService(
          syncInstance(archive, instance, options),
          Clock.Clock,
          clock
        )
        snapshots += synced.journals.length
        for (const { error } of synced.failures) {
          yield* messages.fail(strings.failure(error))
          return yield* new AlreadyReported({ code: 1 })
        }
      }
    }
    const faults = (yield* server.requests).filter(({ fault }) => fault !== undefined).length
    return { syncs: demoMoments.length, instances: history.instances.length, snapshots, faults }
  },
  Effect.scoped,
  Effect.provide(Layer.provide(JournalClient.layer, nodeHttpClient))
)
