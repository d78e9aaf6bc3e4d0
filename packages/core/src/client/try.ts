// One try of a call: a request, its headers and its body, each with a time limit.
//
// The scope of the reply is the try: any end, including interruption, closes the connection. HTTP tracing is off, since
// spans contain the URL.
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import type { HttpClientError } from "effect/http/HttpClientError"
import type { HttpClientRequest } from "effect/http/HttpClientRequest"
import type { HttpClientResponse } from "effect/http/HttpClientResponse"
import * as Tracer from "effect/Tracer"
import {
  type BodyReader,
  type Hopeless,
  readBody,
  type Silence,
  type TooManyBytes,
  type Usable
} from "./body.ts"
import type { CallReason } from "./call-reason.ts"
import { monotonicMillis } from "./monotonic.ts"
import { isDamagedEncoding, networkCode } from "./no-reply.ts"
import type { Outcome } from "./reply-policy.ts"
import { retryAfterMillis } from "./retry-after.ts"
import { waitIn } from "./wait-in-body.ts"

/** Limits on the time and size of a try. */
export interface TryLimits {
  /** From the request to the headers, including connecting; milliseconds. */
  readonly headersMillis: number
  /** Longest silence in the body; milliseconds. */
  readonly idleMillis: number
  /** The whole try; milliseconds. */
  readonly totalMillis: number
  /** Decompressed size of the body. */
  readonly maxBytes: number
}

/** The result of a try. */
export interface Tried<A> {
  readonly outcome: Outcome
  readonly status: number | undefined
  /** Why it failed; the status if `outcome` has one. */
  readonly reason: CallReason
  readonly requestedAt: number
  /** Milliseconds from the request to the headers; 0 if there are none. */
  readonly durationMillis: number
  readonly serverDate: string | undefined
  readonly body: Uint8Array
  /** The reader's result for a valid body. */
  readonly kept: { readonly read: A } | undefined
  /** What can be read of a flawed body. */
  readonly usable: Usable<A> | undefined
}

const ERROR_BODY_BYTES = 16 * 1024
const NOTHING = new Uint8Array(0)

const fetchOptions: RequestInit = {
  redirect: "manual",
  credentials: "omit",
  cache: "no-store",
  referrerPolicy: "no-referrer"
}

/** The `Date` of a reply, if it is valid. */
const dateOf = ({ headers }: HttpClientResponse): string | undefined => {
  const { date } = headers
  return date !== undefined && /^[\w ,:+-]{1,40}$/.test(date) && !Number.isNaN(Date.parse(date))
    ? date
    : undefined
}

/** The start of an error body, used only by the policy; what arrived if reading fails. */
const errorText = (response: HttpClientResponse, limits: TryLimits) => {
  let text = ""
  const decoder = new TextDecoder()
  const push = (chunk: Uint8Array) => {
    text += decoder.decode(chunk, { stream: true })
  }
  return readBody(response.stream, { ...limits, maxBytes: ERROR_BODY_BYTES }, { push }).pipe(
    Effect.matchEffect({
      onSuccess: () => Effect.succeed(text),
      onFailure: () => Effect.succeed(text)
    })
  )
}

const bodyFailure = (
  error: HttpClientError | TooManyBytes | Hopeless | Silence,
  { idleMillis }: TryLimits
): readonly [Outcome["_tag"] & ("TooLarge" | "Flawed" | "NoReply"), CallReason] => {
  if (error._tag === "TooManyBytes") return ["TooLarge", { code: "status", status: 200 }]
  if (error._tag === "Hopeless") return ["Flawed", error.flaw]
  if (error._tag === "Silence") return ["NoReply", { code: "silent_for", millis: idleMillis }]
  return isDamagedEncoding(error)
    ? ["Flawed", { code: "body_compression_damaged" }]
    : ["NoReply", { code: networkCode(error) }]
}

/** Sends a request once; `inTurn` runs the part up to the headers. Never fails. */
export const tryOnce = <A>(
  request: HttpClientRequest,
  reader: BodyReader<A>,
  limits: TryLimits,
  inTurn: <B, E, R>(effect: Effect.Effect<B, E, R>) => Effect.Effect<B, E, R>
) =>
  Effect.gen(function* () {
    const client = HttpClient.withScope(yield* HttpClient.HttpClient)
    let requestedAt = yield* Clock.currentTimeMillis
    let began = yield* monotonicMillis
    let durationMillis = 0
    const failed = (outcome: Outcome, reason: CallReason, response?: HttpClientResponse): Tried<A> => ({
      outcome,
      status: response?.status,
      reason,
      requestedAt,
      durationMillis,
      serverDate: response === undefined ? undefined : dateOf(response),
      body: NOTHING,
      kept: undefined,
      usable: undefined
    })
    const execute = Effect.gen(function* () {
      requestedAt = yield* Clock.currentTimeMillis
      began = yield* monotonicMillis
      // Defects of a layer may print the URL, so they count as network failures.
      const executed = Effect.catchDefect(client.execute(request), (defect) => Effect.fail(defect))
      return yield* Effect.timeoutOption(executed, limits.headersMillis)
    })
    const answered = yield* Effect.result(inTurn(execute))
    if (answered._tag === "Failure")
      return failed({ _tag: "NoReply" }, { code: networkCode(answered.failure) })
    if (answered.success._tag === "None")
      return failed({ _tag: "NoReply" }, { code: "no_answer_within", millis: limits.headersMillis })
    const response = answered.success.value
    const serverDate = dateOf(response)
    durationMillis = Math.max(0, Math.round((yield* monotonicMillis) - began))
    const left = began + limits.totalMillis - (yield* monotonicMillis)
    const tooSlow = () =>
      Effect.succeed(
        failed({ _tag: "NoReply" }, { code: "not_done_within", millis: limits.totalMillis }, response)
      )
    const status = { code: "status", status: response.status } as const
    const take = Effect.gen(function* () {
      if (response.status > 200 && response.status < 300) return failed({ _tag: "Flawed" }, status, response)
      if (response.status !== 200) {
        const retryAfter = retryAfterMillis(
          response.headers["retry-after"],
          serverDate,
          yield* Clock.currentTimeMillis
        )
        const text = response.status === 400 ? yield* errorText(response, limits) : ""
        const outcome = { _tag: "Status", status: response.status, text, retryAfter } as const
        return failed(outcome, status, response)
      }
      const taken = yield* Effect.result(readBody(response.stream, limits, reader))
      if (taken._tag === "Failure") {
        const [_tag, reason] = bodyFailure(taken.failure, limits)
        return failed({ _tag }, reason, response)
      }
      const wait = waitIn(taken.success)
      if (wait !== undefined) return failed({ _tag: "Wait", retryAfter: wait.retryAfter }, status, response)
      const ending = reader.end(taken.success)
      const end = "then" in ending ? yield* Effect.promise(() => ending) : ending
      if ("flaw" in end) {
        const flawed = failed({ _tag: "Flawed" }, end.flaw, response)
        return end.usable === undefined ? flawed : { ...flawed, body: taken.success, usable: end.usable }
      }
      return { ...failed({ _tag: "Whole" }, status, response), body: taken.success, kept: end }
    })
    return yield* Effect.timeoutOrElse(take, { duration: Math.max(0, left), orElse: tooSlow })
  }).pipe(
    Effect.scoped,
    Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
    Effect.provideService(HttpClient.TracerPropagationEnabled, false),
    Effect.provideService(Tracer.DisablePropagation, true),
    Effect.provideService(FetchHttpClient.RequestInit, fetchOptions)
  )
