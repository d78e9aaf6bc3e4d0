// Creates the demo's archive: a server simulates the generated account, and real syncs fetch from it over HTTP.
//
// The clock of both is moved from sync to sync and stopped in between, so four weeks pass in a moment and every
// demo is the same. Waiting is real: some responses are faulty, and are requested again after a delay.

import { openOrCreateArchive, syncInstance } from "@chatledger/archive"
import { syncDirectory } from "@chatledger/archive/internal"
import { type Instance, JournalClient } from "@chatledger/core"
import { type Chats, type FaultRule, scriptedJournal, serveJournal } from "@chatledger/journal-server"
import {
  type DirectoryReply,
  demoHistory,
  demoMinutes,
  demoMoments,
  presented
} from "@chatledger/sample-account"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { AlreadyReported } from "../../failures/exit.ts"
import { nodeHttpClient } from "../../http/node-client.ts"
import { strings } from "../../messages/strings.ts"
import { programText } from "../../program.ts"
import { Messages } from "../../terminal/console.ts"

/** One fault of each kind observed from the service, in different syncs. */
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

/** The directory is fetched twice in four weeks. */
const DIRECTORY_MILLIS = 20 * 24 * 60 * 60 * 1000

/** Names and members only: nothing else is requested about chats. */
const chatsOf = (directory: ReadonlyArray<DirectoryReply>): Chats => ({
  historyAt: () => Effect.succeed([]),
  messageAt: () => Effect.succeed(undefined),
  seenAt: () => Effect.succeed({ chats: [], people: [], hasBareIds: null }),
  directoryAt: ({ at, groupId, instanceId, journal }) => {
    const found = directory.findLast(
      (reply) =>
        reply.instanceId === instanceId &&
        reply.method === journal &&
        reply.groupId === groupId &&
        reply.visibleFrom * 1000 <= at.getTime()
    )
    return Effect.succeed(found === undefined ? undefined : Buffer.from(JSON.stringify(found.body)))
  }
})

/** A clock fixed at a time; sleeping is real. */
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

/** Fills an archive; returns how much was fetched. */
export const recordDemo = Effect.fnUntraced(
  function* (path: string) {
    const messages = yield* Messages
    const history = demoHistory()
    const archive = yield* openOrCreateArchive(path)
    const token = Redacted.make("made-up-token")
    const [first] = history.instances
    const server = yield* serveJournal({
      instances: history.instances.map(({ idInstance }) => ({ idInstance, token })),
      journal: {
        ...scriptedJournal(history.states, { present: presented }),
        chats: chatsOf(history.directory)
      },
      faults: faultsOf(first?.idInstance ?? ""),
      // Syncs twelve hours apart on the account's clock follow each other at once here.
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
        const known = history.directory.filter(({ instanceId }) => instanceId === idInstance)
        const named =
          known.length === 0
            ? undefined
            : yield* Effect.provideService(
                syncDirectory(archive, instance, {
                  everyMillis: DIRECTORY_MILLIS,
                  maxGroups: 1,
                  groupIds: known.flatMap(({ groupId }) => groupId ?? []),
                  program: programText
                }),
                Clock.Clock,
                clock
              )
        snapshots += named?.parts.length ?? 0
        for (const { error } of [...synced.failures, ...(named?.failures ?? [])]) {
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
