// One call: waits its turn, tries, and retries after a wait until a reply is complete or the call is given up.
//
// `reply-policy.ts` decides what to do after a try. The wait is a random part of the back-off (full jitter), but never
// less than the service requests. The call is given up instead of waiting beyond its time limit, or when the retry
// budget is used up.
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Random from "effect/Random"
import * as Redacted from "effect/Redacted"
import { InvalidArgument } from "../invalid-argument.ts"
import type { BodyReader } from "./body.ts"
import { type JournalError, NotAuthorised, WrongAddress } from "./errors.ts"
import { errorOf, type FailedCall } from "./failed-call.ts"
import type { Instance } from "./instance.ts"
import { monotonicMillis } from "./monotonic.ts"
import { Pace } from "./pace.ts"
import { decide, type FailureReason, policyOf } from "./reply-policy.ts"
import { type Call, isPathSegment, requestOf } from "./request.ts"
import { RetryBudget } from "./retry-budget.ts"
import { type Tried, type TryLimits, tryOnce } from "./try.ts"

/** Limits on the time and size of a call. */
export interface ClientLimits extends TryLimits {
  /** The whole call, in milliseconds: waiting for its turn, all tries, and the waits between them. */
  readonly callMillis: number
}

/**
 * The limits of the client. Default: 1 minute to the headers, 30 s of silence, 10 minutes per try, 30 per call, 256 MiB.
 */
export const ClientLimits = Context.Reference<ClientLimits>("@chatledger/core/ClientLimits", {
  defaultValue: () => ({
    headersMillis: 60_000,
    idleMillis: 30_000,
    totalMillis: 10 * 60_000,
    callMillis: 30 * 60_000,
    maxBytes: 256 * 1024 * 1024
  })
})

/** A complete reply. */
export interface Reply<A> {
  readonly idInstance: string
  /** When the successful request was sent. */
  readonly requestedAt: Date
  /** Milliseconds from that request to the headers of the reply, by a monotonic clock. */
  readonly durationMillis: number
  /** The `Date` header; undefined if the reply has none, or a browser hides it. */
  readonly serverDate: string | undefined
  readonly status: number
  /** The body after content-encoding, unchanged. */
  readonly body: Uint8Array
  /** Number of requests, including the successful one. */
  readonly tries: number
  /** The result of the reader. */
  readonly read: A
}

/** What ends a call without a word on the account: a usable reply of an earlier try is kept. */
const temporary = new Set<FailureReason>(["Flawed", "Unavailable", "RateLimited", "Starting"])

/** True for a body that repeats the token, as an error page may: it is never kept. */
const holdsToken = (body: Uint8Array, { apiTokenInstance }: Instance): boolean => {
  const token = Redacted.value(apiTokenInstance)
  const text = new TextDecoder().decode(body)
  return text.includes(token) || text.includes(encodeURIComponent(token))
}

/** Makes calls that share one pace. */
export const calls = (http: HttpClient.HttpClient) => {
  const pace = new Pace()
  return Effect.fnUntraced(function* <A>(
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
    const policy = policyOf(method)
    if (!Redacted.isRedacted(instance.apiTokenInstance))
      return yield* Effect.die(
        new InvalidArgument({
          call: method,
          argument: "apiTokenInstance",
          needs: "Redacted.make(token), of effect/Redacted; createJournalClient takes plain text"
        })
      )
    const request = requestOf(instance, call)
    if (request === undefined) return yield* new WrongAddress({ idInstance, method, status: undefined })
    if (!isPathSegment(instance.apiTokenInstance))
      return yield* new NotAuthorised({ idInstance, method, status: undefined })
    const tryInTurn = Effect.suspend(() =>
      tryOnce(request, reader(), { ...limits, maxBytes }, (effect) => pace.turn(idInstance, method, effect))
    ).pipe(Effect.provideService(HttpClient.HttpClient, http))

    const late = { code: "not_done_within", millis: limits.callMillis } as const
    let known: { readonly because: FailureReason; readonly of: FailedCall } = {
      because: "Unavailable",
      of: { idInstance, method, status: undefined, tries: 0, reason: late, maxBytes }
    }
    let usable: Reply<A> | undefined
    let readable = 0
    const replyOf = (
      { body, durationMillis, requestedAt, serverDate, status }: Tried<A>,
      number: number,
      read: A
    ): Reply<A> => ({
      idInstance,
      requestedAt: new Date(requestedAt),
      durationMillis,
      serverDate,
      status: status ?? 200,
      body,
      tries: number,
      read
    })
    const tries = Effect.gen(function* () {
      const end = (yield* monotonicMillis) + limits.callMillis
      let flawed = 0
      for (let number = 1; ; number += 1) {
        const tried = yield* tryInTurn
        const { outcome, status, reason, kept } = tried
        if (outcome._tag === "Flawed") flawed += 1
        const decision = decide({ number, flawed }, outcome, policy)
        if (kept !== undefined) {
          budget.earn()
          return replyOf(tried, number, kept.read)
        }
        if (
          tried.usable !== undefined &&
          tried.usable.records >= readable &&
          !holdsToken(tried.body, instance)
        ) {
          usable = replyOf(tried, number, tried.usable.read)
          readable = tried.usable.records
        }
        const failed = { idInstance, method, status, tries: number, reason, maxBytes }
        if (decision._tag !== "Retry") {
          const because = decision._tag === "GiveUp" ? decision.because : "Flawed"
          return usable !== undefined && temporary.has(because) ? usable : yield* errorOf(because, failed)
        }
        known = { because: decision.otherwise, of: failed }
        const wait = Math.max(decision.atLeast, Math.round((yield* Random.next) * decision.backOff))
        if ((yield* monotonicMillis) + wait > end || !budget.spend())
          return usable ?? (yield* errorOf(known.because, known.of))
        yield* Effect.sleep(wait)
      }
    })
    return yield* Effect.timeoutOrElse(tries, {
      duration: limits.callMillis,
      orElse: (): Effect.Effect<Reply<A>, JournalError> =>
        usable === undefined ? Effect.fail(errorOf(known.because, known.of)) : Effect.succeed(usable)
    })
  })
}
