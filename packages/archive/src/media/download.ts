// One download: from a URL to a complete file in `unfinished`, or why there is none.
//
// Range requests continue partial files. A body must have the promised length and never exceed the size limit. It is
// requested without content-encoding; an encoded one is refused. Gotcha: URLs are never shown, since their query may be signed.
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as HttpClient from "effect/http/HttpClient"
import type { HttpClientResponse } from "effect/http/HttpClientResponse"
import * as Pull from "effect/Pull"
import * as Stream from "effect/Stream"
import * as Tracer from "effect/Tracer"
import { notWritable } from "../files.ts"
import type { DownloadLimits, Ending } from "./ending.ts"
import type { MediaStatus } from "./media-fact.ts"
import type { MediaHosts } from "./media-hosts.ts"
import { HEAD_BYTES, isOtherType, keptType } from "./media-type.ts"
import { ask, placeOf } from "./redirects.ts"
import { noteUnfinished, restart, took, type Unfinished } from "./unfinished.ts"

/** Larger partial files can be continued in another run. */
const NOTED_BYTES = 4 * 1024 * 1024
/** Minimum rate after the first minute, in bytes per second. */
const LEAST_RATE = 1024
const MINUTE_MILLIS = 60_000
const WRITTEN_BYTES = 512 * 1024

class Silence extends Data.TaggedError("Silence") {}
class TooMany extends Data.TaggedError("TooMany") {}
class OtherType extends Data.TaggedError("OtherType") {}

const isExpired = (status: number): boolean => status === 403 || status === 404 || status === 410
const isPassing = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500

const digits = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined

/** The start of a range response, and the size of the whole file. */
const rangeOf = ({ headers }: HttpClientResponse) => {
  const [, start, total] =
    /^bytes (\d{1,15})-\d{1,15}\/(\d{1,15}|\*)$/.exec(headers["content-range"] ?? "") ?? []
  return start === undefined ? undefined : { start: Number(start), total: digits(total) }
}

/** The validator of a file for `If-Range`: a strong ETag or a date. */
const validatorOf = ({ headers }: HttpClientResponse): string | undefined => {
  const { etag } = headers
  if (etag !== undefined && /^"[\x21\x23-\x7e]{1,200}"$/.test(etag)) return etag
  const modified = headers["last-modified"]
  return modified !== undefined && /^[\w ,:+-]{1,40}$/.test(modified) ? modified : undefined
}

/** Writes a body; fails if it is invalid. */
const receive = Effect.fnUntraced(function* (
  response: HttpClientResponse,
  unfinished: Unfinished,
  promised: string | null,
  limits: DownloadLimits
) {
  const fs = yield* FileSystem.FileSystem
  const failed = notWritable(unfinished.path)
  const isNew = unfinished.bytes === 0
  if (!isNew) yield* Effect.mapError(fs.truncate(unfinished.path, unfinished.bytes), failed)
  const file = yield* Effect.mapError(
    fs.open(unfinished.path, { flag: isNew ? "w" : "a", mode: 0o600 }),
    failed
  )
  const contentType = keptType(response.headers["content-type"])
  const began = yield* Clock.currentTimeMillis
  const before = unfinished.bytes
  let isTypeKnown = false
  let waiting: Array<Uint8Array> = []
  let waitingBytes = 0
  /** Small files are written at once. */
  const write = Effect.suspend(() => {
    const [first, ...others] = waiting
    if (first === undefined) return Effect.void
    const chunk = others.length === 0 ? first : Buffer.concat(waiting)
    waiting = []
    waitingBytes = 0
    return Effect.tap(Effect.mapError(file.writeAll(chunk), failed), () =>
      Effect.sync(() => took(unfinished, chunk, HEAD_BYTES))
    )
  })
  const pull = yield* Stream.toPull(response.stream)
  const next = Effect.gen(function* () {
    const chunks = yield* Effect.timeoutOrElse(pull, {
      duration: limits.idleMillis,
      orElse: () => Effect.fail(new Silence())
    })
    for (const chunk of chunks) {
      if (unfinished.bytes + waitingBytes + chunk.length > limits.maxBytes) return yield* new TooMany()
      waiting.push(chunk)
      waitingBytes += chunk.length
    }
    if (waitingBytes >= WRITTEN_BYTES) yield* write
    if (!isTypeKnown && unfinished.head.length === HEAD_BYTES) {
      isTypeKnown = true
      if (isOtherType(promised, contentType, unfinished.head)) return yield* new OtherType()
    }
    const spent = (yield* Clock.currentTimeMillis) - began
    if (spent > MINUTE_MILLIS && ((unfinished.bytes + waitingBytes - before) * 1000) / spent < LEAST_RATE)
      return yield* new Silence()
  })
  yield* Pull.catchDone(Effect.forever(next), () => Effect.void).pipe(
    Effect.onError(() => Effect.ignore(write))
  )
  yield* write
  if (isOtherType(promised, contentType, unfinished.head)) return yield* new OtherType()
  yield* Effect.mapError(file.sync, failed)
}, Effect.scoped)

/**
 * Tries a URL once, continuing `unfinished`; `kept`: the file is complete and flushed.
 *
 * Fails only with `ArchiveNotWritable`.
 */
export const download = Effect.fnUntraced(
  function* (
    url: URL,
    unfinished: Unfinished,
    promised: string | null,
    allowed: MediaHosts,
    limits: DownloadLimits
  ) {
    const answer = yield* ask(url, unfinished, allowed, limits)
    if ("status" in answer) return answer
    const { isGoingOn, response } = answer
    const httpStatus = response.status
    const type = keptType(response.headers["content-type"])
    const ended = (status: MediaStatus, isAgain = false): Ending => ({ status, isAgain, httpStatus, type })
    if (isExpired(httpStatus)) return ended("expired")
    if (httpStatus === 416 && isGoingOn) {
      restart(unfinished)
      return ended("failed", true)
    }
    if (httpStatus !== 200 && httpStatus !== 206) return ended("failed", isPassing(httpStatus))
    const encoding = (response.headers["content-encoding"] ?? "identity").trim().toLowerCase()
    if (encoding !== "identity" && encoding !== "") return ended("encoded")
    const range = httpStatus === 206 ? rangeOf(response) : undefined
    const isRest = range !== undefined && isGoingOn && range.start === unfinished.bytes
    if (!isRest) restart(unfinished)
    if (httpStatus === 206 && !isRest) return ended("failed", true)
    const length = digits(response.headers["content-length"])
    const total = isRest ? range.total : length
    const most = Math.max(total ?? 0, unfinished.bytes + (length ?? 0))
    if (most > limits.maxBytes) return { ...ended("too_large"), length: most }
    unfinished.validator = validatorOf(response)
    unfinished.place = placeOf(url)
    if (most > NOTED_BYTES) yield* noteUnfinished(unfinished)
    const received = yield* Effect.result(receive(response, unfinished, promised, limits))
    if (received._tag === "Success") {
      if (total === undefined || total === unfinished.bytes) return ended("kept")
      if (unfinished.bytes > total) restart(unfinished)
      return ended("wrong_length", true)
    }
    const { failure } = received
    if (failure._tag === "ArchiveNotWritable") return yield* failure
    if (failure._tag === "TooMany") return ended("too_large")
    if (failure._tag === "OtherType") return ended("wrong_type")
    return ended("failed", true)
  },
  Effect.scoped,
  Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
  Effect.provideService(HttpClient.TracerPropagationEnabled, false),
  Effect.provideService(Tracer.DisablePropagation, true)
)
