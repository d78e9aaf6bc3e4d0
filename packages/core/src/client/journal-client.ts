// The client of the journal: asks for a window of messages, in its turn, again where that helps.
//
// A reply is the bytes of its body, exactly as sent, with what was asked and when, and what a reader made of the
// bytes while they came: by default the decoded records. It needs an `HttpClient`; any layer will do, `fetch` too.
// Nothing is kept here. Gotcha: a browser shows neither `Date` nor `Retry-After` unless the server exposes them.
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Random from "effect/Random"
import * as Schema from "effect/Schema"
import type { BodyReader } from "./body.ts"
import { errorOf } from "./defeat.ts"
import { type JournalError, WrongAddress } from "./errors.ts"
import { type Instance, SavedSettings, Settings, StateInstance } from "./instance.ts"
import { Pace } from "./pace.ts"
import { jsonReader, type ReplyRecord, recordsReader } from "./records-reader.ts"
import { decide } from "./reply-policy.ts"
import { type Call, requestOf } from "./request.ts"
import { RetryBudget } from "./retry-budget.ts"
import { type TryLimits, tryOnce } from "./try.ts"

/** How long a call may take, and how much it may bring. */
export interface ClientLimits extends TryLimits {
  /** All tries of one call, with the waits between them; milliseconds. */
  readonly callMillis: number
}

/** The limits of the client: headers within 1 minute, 30 s of silence, 10 minutes a try, 30 a call, 256 MiB. */
export const ClientLimits = Context.Reference<ClientLimits>("@chatledger/core/ClientLimits", {
  defaultValue: () => ({
    headersMillis: 60_000,
    idleMillis: 30_000,
    totalMillis: 10 * 60_000,
    callMillis: 30 * 60_000,
    maxBytes: 256 * 1024 * 1024
  })
})

/** A reply that is whole. */
export interface Reply<A> {
  readonly idInstance: string
  /** When the request that brought it was sent. */
  readonly requestedAt: Date
  /** The `Date` header; undefined if the reply has none, or a browser hides it. */
  readonly serverDate: string | undefined
  readonly status: number
  /** The bytes after content-encoding, as sent. */
  readonly body: Uint8Array
  /** Requests that it took, the successful one included. */
  readonly tries: number
  /** What the reader made of the body. */
  readonly read: A
}

/** The reply of a journal; `read` are its decoded records, unless another reader was given. */
export interface JournalReply<A = ReadonlyArray<ReplyRecord>> extends Reply<A> {
  readonly journal: "incoming" | "outgoing"
  /** The window that was asked for; undefined for the service's default of 1440. */
  readonly minutes: number | undefined
}

/** What to ask a journal for. */
export interface JournalRequest<A> {
  /** Size of the window that ends now; default 1440. */
  readonly minutes?: number | undefined
  /** Makes a reader for a try; default: the decoded records. */
  readonly reader?: (() => BodyReader<A>) | undefined
}

const SMALL_REPLY_BYTES = 1024 * 1024

type AskJournal = <A = ReadonlyArray<ReplyRecord>>(
  instance: Instance,
  request?: JournalRequest<A>
) => Effect.Effect<JournalReply<A>, JournalError>

/** The calls of a journal; each fails with a `JournalError`, and retries what may pass. */
export interface JournalClientService {
  /** https://green-api.com/en/docs/api/journals/LastIncomingMessages/ */
  readonly lastIncomingMessages: AskJournal
  /** https://green-api.com/en/docs/api/journals/LastOutgoingMessages/ */
  readonly lastOutgoingMessages: AskJournal
  /** `authorized`, `notAuthorized`, `starting`, …; https://green-api.com/en/docs/api/account/GetStateInstance/ */
  readonly getStateInstance: (instance: Instance) => Effect.Effect<Reply<string>, JournalError>
  /** https://green-api.com/en/docs/api/account/GetSettings/ */
  readonly getSettings: (instance: Instance) => Effect.Effect<Reply<Settings>, JournalError>
  /** Settings that are not named stay; it takes up to 5 minutes. https://green-api.com/en/docs/api/account/SetSettings/ */
  readonly setSettings: (
    instance: Instance,
    settings: Settings
  ) => Effect.Effect<Reply<boolean>, JournalError>
}

const make = Effect.gen(function* () {
  const http = yield* HttpClient.HttpClient
  const pace = new Pace()

  const ask = Effect.fnUntraced(function* <A>(
    instance: Instance,
    call: Call,
    reader: () => BodyReader<A>,
    mostBytes?: number
  ) {
    const limits = yield* ClientLimits
    const budget = yield* RetryBudget
    const maxBytes = mostBytes ?? limits.maxBytes
    const { idInstance } = instance
    const { method } = call
    const request = requestOf(instance, call)
    if (request === undefined) return yield* new WrongAddress({ idInstance, method, status: undefined })
    const end = (yield* Clock.currentTimeMillis) + limits.callMillis
    let flawed = 0
    for (let number = 1; ; number += 1) {
      const tried = yield* tryOnce(request, reader(), { ...limits, maxBytes }, (effect) =>
        pace.turn(idInstance, method, effect)
      ).pipe(Effect.provideService(HttpClient.HttpClient, http))
      const { outcome, status, reason, read } = tried
      if (outcome._tag === "Flawed") flawed += 1
      const decision = decide({ number, flawed }, outcome)
      if (decision._tag === "Keep" && read !== undefined) {
        budget.earn()
        return {
          idInstance,
          requestedAt: new Date(tried.requestedAt),
          serverDate: tried.serverDate,
          status: status ?? 200,
          body: tried.body,
          tries: number,
          read
        } satisfies Reply<A>
      }
      const defeated = { idInstance, method, status, tries: number, reason, maxBytes }
      if (decision._tag !== "Retry")
        return yield* errorOf(decision._tag === "GiveUp" ? decision.because : "Flawed", defeated)
      const wait = Math.max(decision.atLeast, Math.round((yield* Random.next) * decision.backOff))
      if ((yield* Clock.currentTimeMillis) + wait > end || !budget.spend())
        return yield* errorOf(decision.otherwise, defeated)
      yield* Effect.sleep(wait)
    }
  })

  const journal =
    (name: "incoming" | "outgoing", method: "lastIncomingMessages" | "lastOutgoingMessages"): AskJournal =>
    <A>(instance: Instance, { minutes, reader }: JournalRequest<A> = {}) =>
      Effect.map(
        ask(instance, { method, minutes }, reader ?? (recordsReader as () => BodyReader<A>)),
        (reply): JournalReply<A> => ({ ...reply, journal: name, minutes })
      )

  const small = <A, B>(schema: Schema.ConstraintDecoder<A>, of: (value: A) => B) => {
    const decode = Schema.decodeUnknownOption(schema)
    return (instance: Instance, call: Call) =>
      ask(
        instance,
        call,
        () => jsonReader((value) => Option.getOrUndefined(Option.map(decode(value), of))),
        SMALL_REPLY_BYTES
      )
  }
  const state = small(StateInstance, ({ stateInstance }) => stateInstance)
  const settings = small(Settings, (read) => read)
  const saved = small(SavedSettings, ({ saveSettings }) => saveSettings)

  return {
    lastIncomingMessages: journal("incoming", "lastIncomingMessages"),
    lastOutgoingMessages: journal("outgoing", "lastOutgoingMessages"),
    getStateInstance: (instance) => state(instance, { method: "getStateInstance" }),
    getSettings: (instance) => settings(instance, { method: "getSettings" }),
    setSettings: (instance, wanted) => saved(instance, { method: "setSettings", settings: wanted })
  } satisfies JournalClientService
})

/**
 * The journal, as a service.
 *
 * @example
 * ```ts
 * import { JournalClient } from "@chatledger/core"
 * import * as Effect from "effect/Effect"
 * import * as FetchHttpClient from "effect/http/FetchHttpClient"
 * import * as Layer from "effect/Layer"
 * import * as Redacted from "effect/Redacted"
 *
 * const shop = {
 *   idInstance: "1101000001",
 *   apiUrl: "https://1101.api.green-api.com",
 *   apiTokenInstance: Redacted.make("the token of the console")
 * }
 * const lastHour = Effect.gen(function* () {
 *   const journal = yield* JournalClient
 *   const { read } = yield* journal.lastIncomingMessages(shop, { minutes: 60 })
 *   return read.map(({ message }) => message?.typeMessage)
 * }).pipe(Effect.provide(Layer.provide(JournalClient.layer, FetchHttpClient.layer)))
 * // Effect.runPromise(lastHour) asks the service
 * ```
 */
export class JournalClient extends Context.Service<JournalClient, JournalClientService>()(
  "@chatledger/core/JournalClient"
) {
  static readonly layer: Layer.Layer<JournalClient, never, HttpClient.HttpClient> =
    Layer.effect(JournalClient)(make)
}
