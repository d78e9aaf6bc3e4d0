// Answers like the vendor: turns a request and the current state into a reply or a fault.
//
// Checks in this order: identity (403, 401), method (404, 405), pace (429), the fault script, quota (466),
// state and parameters (400), then the journal. A fault that needs the correct reply gets it.
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { answerOfChats, link, mostRecordsOf } from "./answer-chats.ts"
import { answerOfQueue } from "./answer-queue.ts"
import type { Call } from "./call.ts"
import type { Fault } from "./faults.ts"
import type { Direction, Journal, JournalUnreadable } from "./journal.ts"
import { type Method, verbs } from "./methods.ts"
import type { NotificationQueue } from "./notification-queue.ts"
import {
  arrayReply,
  errorReply,
  isStarting,
  json,
  notValid,
  quotaExceeded,
  type WholeReply
} from "./reply.ts"
import { settingsOf } from "./settings.ts"

const DEFAULT_MINUTES = 1440

/** The requested minutes: 1440 by default; undefined if they are not a positive integer. */
export const minutesOf = (query: URLSearchParams): number | undefined => {
  const text = query.get("minutes")
  if (text === null) return DEFAULT_MINUTES
  const minutes = /^\d{1,15}$/.test(text) ? Number(text) : 0
  return minutes > 0 ? minutes : undefined
}

/** What all calls share. */
export interface Backend {
  readonly journal: Journal
  /** Milliseconds until a change of settings takes effect. */
  readonly settingsDelay: number
  /** The notification queues. */
  readonly queue?: NotificationQueue
  /** A new link to the file of a message; undefined if there is none. */
  readonly linkTo?: (instanceId: string, chatId: string, idMessage: string, at: Date) => string | undefined
}

const saveSettings = Effect.fnUntraced(function* ({ instance, at, body }: Call, { settingsDelay }: Backend) {
  const text = yield* body
  if (text === undefined) return errorReply(413)
  const value = yield* Effect.option(
    Effect.try({ try: (): unknown => JSON.parse(text), catch: () => undefined })
  )
  const settings = value._tag === "Some" ? settingsOf(value.value) : undefined
  if (settings === undefined) return notValid(at, "the body must be an object of settings")
  instance.settings.save(settings, (yield* Clock.currentTimeMillis) + settingsDelay)
  return json({ saveSettings: true })
})

const readJournal = Effect.fnUntraced(function* (call: Call, direction: Direction, { journal }: Backend) {
  const { instance, address, at } = call
  const minutes = minutesOf(address.query)
  if (minutes === undefined) return notValid(at, '"minutes" must be a positive number')
  const settings = instance.settings.inForce(yield* Clock.currentTimeMillis)
  const isOn = (name: string) => settings[name] === "yes"
  if (direction === "incoming" && !isOn("incomingWebhook")) return arrayReply([])
  const onlySentByApi =
    direction === "outgoing" && !(isOn("outgoingMessageWebhook") && isOn("outgoingWebhook"))
  const instanceId = instance.idInstance
  const query = { instanceId, journal: direction, at, minutes, onlySentByApi, limit: mostRecordsOf(call) }
  return arrayReply(yield* journal.recordsAt(query))
})

const readCalls = Effect.fnUntraced(function* (call: Call, direction: Direction, { journal }: Backend) {
  const { instance, address, at } = call
  if (journal.callsAt === undefined) return errorReply(404)
  const minutes = minutesOf(address.query)
  if (minutes === undefined) return notValid(at, '"minutes" must be a positive number')
  const settings = instance.settings.inForce(yield* Clock.currentTimeMillis)
  const needed =
    direction === "incoming" ? ["incomingWebhook", "incomingCallWebhook"] : ["outgoingCallWebhook"]
  if (needed.some((name) => settings[name] !== "yes")) return arrayReply([])
  const instanceId = instance.idInstance
  const limit = mostRecordsOf(call)
  return arrayReply(
    yield* journal.callsAt({ instanceId, journal: direction, at, minutes, onlySentByApi: false, limit })
  )
})

/** The correct reply to a call that keeps the pace. */
export const rightReply = (call: Call, backend: Backend): Effect.Effect<WholeReply, JournalUnreadable> => {
  const { instance, method } = call
  const used = instance.useUp(method)
  if (used !== undefined) return Effect.succeed(quotaExceeded(method, used, instance.quota))
  if (instance.state === "starting" && method !== "getStateInstance") return Effect.succeed(isStarting)
  switch (method) {
    case "getStateInstance":
      return Effect.succeed(json({ stateInstance: instance.state }))
    case "getSettings":
      return Effect.succeed(json(instance.settings.saved))
    case "setSettings":
      return saveSettings(call, backend)
    case "lastIncomingMessages":
      return readJournal(call, "incoming", backend)
    case "lastOutgoingMessages":
      return readJournal(call, "outgoing", backend)
    case "lastIncomingCalls":
      return readCalls(call, "incoming", backend)
    case "lastOutgoingCalls":
      return readCalls(call, "outgoing", backend)
    case "receiveNotification":
    case "deleteNotification":
      return answerOfQueue(call, backend.queue)
    default:
      return method === "downloadFile" && backend.linkTo !== undefined
        ? link(call, backend.linkTo)
        : answerOfChats(call, backend.journal.chats)
  }
}

/** The refusal of an HTTP method that the API method does not accept; undefined if it does. */
export const refusedVerb = (method: Method, verb: string): WholeReply | undefined => {
  const right = verbs[method]
  const allow = right === "GET" ? "GET, HEAD" : right
  return allow.split(", ").includes(verb) ? undefined : errorReply(405, { allow })
}

/** The fault for a call, if the script has one. */
export type NextFault = (instanceId: string, method: Method) => Fault | undefined
