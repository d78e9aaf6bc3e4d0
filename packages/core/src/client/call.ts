// One call: its turn, a try, and tries again after a wait, until a reply is whole or the call is given up.
//
// What to do after a try is `reply-policy.ts`. The wait is a random part of the back-off (full jitter), but never
// less than the service requests; a wait that ends after the call's time is not begun, nor one
// for which the budget of retries has nothing left.
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
import { type TryLimits, tryOnce } from "./try.ts"

/** How long a call may take, and how much it may bring. */
export interface ClientLimits extends TryLimits {
  /** A call: waiting for its turn, all tries, and the waits between them; milliseconds. */
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
  /** From that request to the headers of the reply, milliseconds, by a clock that no one sets. */
  readonly durationMillis: number
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

/** What asks; calls of one of these keep the pace together. */
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
    const tries = Effect.gen(function* () {
      const end = (yield* monotonicMillis) + limits.callMillis
      let flawed = 0
      for (let number = 1; ; number += 1) {
        const { outcome, status, reason, kept, requestedAt, durationMillis, serverDate, body } =
          yield* tryInTurn
        if (outcome._tag === "Flawed") flawed += 1
        const decision = decide({ number, flawed }, outcome, policy)
        if (kept !== undefined) {
          budget.earn()
          return {
            idInstance,
            requestedAt: new Date(requestedAt),
            durationMillis,
            serverDate,
            status: status ?? 200,
            body,
            tries: number,
            read: kept.read
          } satisfies Reply<A>
        }
        const failed = { idInstance, method, status, tries: number, reason, maxBytes }
        if (decision._tag !== "Retry")
          return yield* errorOf(decision._tag === "GiveUp" ? decision.because : "Flawed", failed)
        known = { because: decision.otherwise, of: failed }
        const wait = Math.max(decision.atLeast, Math.round((yield* Random.next) * decision.backOff))
        if ((yield* monotonicMillis) + wait > end || !budget.spend())
          return yield* errorOf(known.because, known.of)
        yield* Effect.sleep(wait)
      }
    })
    return yield* Effect.timeoutOrElse(tries, {
      duration: limits.callMillis,
      orElse: (): Effect.Effect<never, JournalError> => Effect.fail(errorOf(known.because, known.of))
    })
  })
}
