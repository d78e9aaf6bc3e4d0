// `receive --consume-queue`: takes notifications from the queues of the configured instances until it is stopped.
//
// Each is deleted from its queue once it is archived. A queue that fails for now is read again after a wait; one that fails
// for good is left as it is, and the others go on. Gotcha: with all notifications off, the service replies at once that
// there is none, so a quick empty reply is followed by a second of rest.
import type { Archive } from "@chatledger/archive"
import { consumeFirst, receiver } from "@chatledger/archive/internal"
import { type Instance, JournalClient } from "@chatledger/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { type KnownInstance, knownInstances, withToken } from "../../configuration/instances.ts"
import { AlreadyReported, eventOf, WrongUsage } from "../../failures/exit.ts"
import { nodeHttpClient } from "../../http/node-client.ts"
import { strings } from "../../messages/strings.ts"
import { programText } from "../../program.ts"
import { LoggedInstance, Messages } from "../../terminal/console.ts"
import type { ReceiveFlags } from "./command.ts"

const REST_MILLIS = 1000
const FIRST_WAIT_SECONDS = 5
const LONGEST_WAIT_SECONDS = 60

type Failure = Effect.Error<ReturnType<typeof consumeFirst>>

/** True if another attempt may succeed: the service keeps the notification for 24 hours. */
const mayPass = (failure: Failure): boolean => failure._tag === "ArchiveNotWritable" || failure.isRetryable

const wordsOf = (failure: Failure): string => {
  if (failure._tag === "NotificationRefused") return strings.receive.refused[failure.reason]
  const words = strings.failure(failure)
  return failure._tag === "Refused" ? `${words}; ${strings.receive.noWebhookUrl}` : words
}

/** Reads one queue; ends only if it fails for good. */
const read = Effect.fnUntraced(function* (instance: Instance, archive: Archive) {
  const messages = yield* Messages
  const { idInstance } = instance
  const keep = receiver({
    archive,
    instanceId: idInstance,
    instances: new Set([idInstance]),
    program: programText
  })
  let count = 0
  let wait = FIRST_WAIT_SECONDS
  const reading = Effect.gen(function* () {
    for (;;) {
      const began = yield* Clock.currentTimeMillis
      const taken = yield* Effect.result(consumeFirst(instance, keep))
      if (taken._tag === "Success") {
        wait = FIRST_WAIT_SECONDS
        if (taken.success !== undefined) count += 1
        else if ((yield* Clock.currentTimeMillis) - began < REST_MILLIS) yield* Effect.sleep(REST_MILLIS)
        continue
      }
      const { failure } = taken
      if (!mayPass(failure)) {
        yield* messages.warn(`${idInstance}: ${wordsOf(failure)}`, eventOf(failure))
        return yield* messages.warn(strings.receive.queueStopped(idInstance), "queue_stopped")
      }
      const next = strings.receive.queueWaits(wait)
      yield* messages.warn(`${idInstance}: ${wordsOf(failure)}; ${next}`, eventOf(failure))
      yield* Effect.sleep(`${wait} seconds`)
      wait = Math.min(LONGEST_WAIT_SECONDS, wait * 2)
    }
  })
  yield* Effect.ensuring(
    reading,
    Effect.suspend(() => messages.note(strings.receive.taken(idInstance, count), "queue"))
  )
})

const readOne = (known: KnownInstance, archive: Archive) =>
  Effect.flatMap(withToken(known), (instance) => read(instance, archive)).pipe(
    Effect.provideService(LoggedInstance, known.idInstance.value)
  )

/** Fails with `WrongUsage`, and with `AlreadyReported` once no queue can be read. */
export const consumeQueues = Effect.fnUntraced(
  function* (given: ReceiveFlags, instances: ReadonlySet<string> | undefined, archive: Archive) {
    const messages = yield* Messages
    if (Option.isSome(given.authorizationFile))
      return yield* new WrongUsage({ reason: strings.receive.queueAlone })
    const known = yield* knownInstances({
      config: given.config,
      instance: [...(instances ?? [])],
      tokenFile: Option.none()
    })
    yield* messages.warn(strings.receive.queueWarning, "queue")
    const ids = known.map(({ idInstance }) => idInstance.value).join(", ")
    yield* messages.note(strings.receive.consuming(ids), "receiving")
    yield* Effect.forEach(known, (one) => readOne(one, archive), { concurrency: "unbounded", discard: true })
    return yield* new AlreadyReported({ code: 3 })
  },
  (effect) => Effect.provide(effect, Layer.provide(JournalClient.layer, nodeHttpClient))
)
