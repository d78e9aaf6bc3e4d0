// What the vendor would answer: from a request and the state of things to a reply, or to a fault on the way.
//
// In this order: who asks (403, 401), for what (404, 405), how often (429), then the script of faults, then
// quota (466), state and parameters (400), and the journal. A fault that needs the right reply gets it.
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { answerOfChats, link, mostRecordsOf } from "./answer-chats.ts"
import type { Call } from "./call.ts"
import type { Fault } from "./faults.ts"
import type { Direction, Journal, JournalUnreadable } from "./journal.ts"
import { type Method, verbs } from "./methods.ts"
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

/** The minutes that were requested: 1440 if none; undefined if they are no positive whole number. */
export const minutesOf = (query: URLSearchParams): number | undefined => {
  const text = query.get("minutes")
  if (text === null) return DEFAULT_MINUTES
  const minutes = /^\d{1,15}$/.test(text) ? Number(text) : 0
  return minutes > 0 ? minutes : undefined
}

/** What does not change from call to call. */
export interface Backend {
  readonly journal: Journal
  /** Milliseconds until a change of settings is obeyed. */
  readonly settingsDelay: number
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

/** The right reply to a call that keeps the pace. */
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
    default:
      return method === "downloadFile" && backend.linkTo !== undefined
        ? link(call, backend.linkTo)
        : answerOfChats(call, backend.journal.chats)
  }
}

/** The refusal of a verb that the method does not have; undefined if it has it. */
export const refusedVerb = (method: Method, verb: string): WholeReply | undefined => {
  const right = verbs[method]
  const allow = right === "GET" ? "GET, HEAD" : right
  return allow.split(", ").includes(verb) ? undefined : errorReply(405, { allow })
}

/** A fault, if the script has one for this call. */
export type NextFault = (instanceId: string, method: Method) => Fault | undefined
