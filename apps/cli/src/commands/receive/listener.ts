// Answers one webhook: 200 once its notification is stored, and otherwise nothing that would make the service forget it.
//
// The header is checked before the body is read, and the body only up to its limit. If the archive cannot store it
// now, the reply is 503, so the service sends it again; if it never can, 400 or 403.
import type * as Http from "node:http"
import type { ArchiveNotWritable, NotificationRefused } from "@chatledger/archive"
import type { Received } from "@chatledger/archive/internal"
import * as Effect from "effect/Effect"

/** Services of a listener. */
interface Receiving {
  readonly isAuthorized: (header: string | undefined) => boolean
  /** Limit of a body in bytes. */
  readonly maxSize: number
  readonly keep: (body: Uint8Array) => Effect.Effect<Received, NotificationRefused | ArchiveNotWritable>
  readonly onFailure: (failure: NotificationRefused | ArchiveNotWritable) => Effect.Effect<void>
  /** A request refused before its body was stored. */
  readonly onRefusal: (refusal: Refusal) => Effect.Effect<void>
}

/** Why a request is refused before its notification is looked at. */
export type Refusal = "unauthorized" | "compressed" | "too_large"

const statusOf = { unauthorized: 401, compressed: 415, too_large: 413 } satisfies Record<Refusal, number>

/** The body; `too_large` beyond the limit, `gone` if the sender disconnected. */
const bodyOf = (request: Http.IncomingMessage, maxSize: number) =>
  Effect.callback<Buffer | "too_large" | "gone">((resume) => {
    const chunks: Array<Buffer> = []
    let bytes = 0
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= maxSize) chunks.push(chunk)
      else {
        request.pause()
        resume(Effect.succeed("too_large"))
      }
    })
    request.on("end", () => resume(Effect.succeed(Buffer.concat(chunks))))
    request.on("error", () => resume(Effect.succeed("gone")))
    request.on("aborted", () => resume(Effect.succeed("gone")))
  })

const answer = (response: Http.ServerResponse, status: number, headers: Http.OutgoingHttpHeaders = {}) =>
  Effect.callback<void>((resume) => {
    const isRefused = status >= 400
    response.writeHead(status, {
      "content-type": "application/json",
      ...(isRefused ? { connection: "close" } : {}),
      ...headers
    })
    response.end(isRefused ? "" : "{}", () => resume(Effect.void))
  })

const isTooLong = ({ headers }: Http.IncomingMessage, maxSize: number): boolean =>
  Number(headers["content-length"] ?? 0) > maxSize

/** A listener for webhooks; never fails. */
export const webhookListener =
  ({ isAuthorized, keep, maxSize, onFailure, onRefusal }: Receiving) =>
  (request: Http.IncomingMessage, response: Http.ServerResponse): Effect.Effect<void> =>
    Effect.gen(function* () {
      const refuse = (refusal: Refusal, headers: Http.OutgoingHttpHeaders = {}) =>
        Effect.andThen(onRefusal(refusal), answer(response, statusOf[refusal], headers))
      if (!isAuthorized(request.headers.authorization))
        return yield* refuse("unauthorized", { "www-authenticate": "Bearer" })
      if (request.method !== "POST") return yield* answer(response, 405, { allow: "POST" })
      if ((request.headers["content-encoding"] ?? "identity") !== "identity")
        return yield* refuse("compressed")
      if (isTooLong(request, maxSize)) return yield* refuse("too_large")
      const body = yield* bodyOf(request, maxSize)
      if (body === "gone") return
      if (body === "too_large") return yield* refuse("too_large")
      const kept = yield* Effect.result(Effect.uninterruptible(keep(body)))
      if (kept._tag === "Success") return yield* answer(response, 200)
      yield* onFailure(kept.failure)
      const isRefused = kept.failure._tag === "NotificationRefused"
      return yield* answer(response, isRefused ? (kept.failure.reason === "other_instance" ? 403 : 400) : 503)
    })
