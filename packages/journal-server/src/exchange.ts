// One Node request and its response, as effects.
//
// Writes wait until the system has accepted the bytes, so that nothing accumulates for a slow reader, and forever if
// the reader has stopped: interrupt these effects when the connection closes. Gotcha: Node uses
// chunked framing without a `content-length`.
import type * as Http from "node:http"
import { promisify } from "node:util"
import * as Zlib from "node:zlib"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Reply, WholeReply } from "./reply.ts"
import type { NotedRequest } from "./request-log.ts"

const gzip = promisify(Zlib.gzip)

/** Compresses bytes with gzip, off the main thread. */
export const gzipOf = (bytes: Uint8Array) => Effect.promise(() => gzip(bytes))

/** True if `Accept-Encoding` allows gzip, or anything, and not with `q=0`. */
const acceptsGzip = (header: string | undefined): boolean => {
  const accepted = new Map(
    (header ?? "").split(",").map((part) => {
      const [coding = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase())
      const quality = parameters.find((parameter) => parameter.startsWith("q="))
      return [coding, quality === undefined ? 1 : Number(quality.slice(2))] as const
    })
  )
  return (accepted.get("gzip") ?? accepted.get("x-gzip") ?? accepted.get("*") ?? 0) > 0
}

/** Parts of every response. */
interface ExchangeOptions {
  readonly request: Http.IncomingMessage
  readonly response: Http.ServerResponse
  readonly noted: NotedRequest
  readonly headers: Readonly<Record<string, string>>
}

/** A request and its response. */
export class Exchange {
  readonly request: Http.IncomingMessage
  readonly #response: Http.ServerResponse
  readonly #noted: NotedRequest
  readonly #headers: Readonly<Record<string, string>>

  constructor({ request, response, noted, headers }: ExchangeOptions) {
    this.request = request
    this.#response = response
    this.#noted = noted
    this.#headers = headers
  }

  get isHead(): boolean {
    return this.request.method === "HEAD"
  }

  get hasBegun(): boolean {
    return this.#response.headersSent
  }

  /** Sets the status line and the headers; they are sent with the first bytes, or with `flush`. */
  head(status: number, headers: Readonly<Record<string, string | number>>) {
    return Effect.sync(() => {
      this.#noted.status = status
      this.#response.writeHead(status, { ...this.#headers, ...headers })
    })
  }

  /** Sends the headers before the body. */
  readonly flush = Effect.sync(() => this.#response.flushHeaders())

  write(bytes: Uint8Array) {
    return Effect.callback<void>((resume) => {
      if (bytes.length === 0 || this.isHead) return resume(Effect.void)
      this.#response.write(bytes, (error) => resume(error ? Effect.never : Effect.void))
    })
  }

  readonly end = Effect.sync(() => {
    this.#response.end()
  })

  /** Waits until everything written was sent; needed before a reset, which drops the rest. */
  readonly sent = Effect.callback<void>((resume) => {
    this.#response.socket?.write(new Uint8Array(0), () => resume(Effect.void))
  })

  /** Ends the connection normally, even if a part of the body is missing. */
  readonly cut = Effect.sync(() => {
    this.#response.socket?.end()
  })

  /** Resets the connection. */
  readonly reset = Effect.sync(() => {
    this.#response.socket?.resetAndDestroy()
  })

  readonly #compressed = (reply: WholeReply): Effect.Effect<WholeReply> => {
    const isReady = reply.body.length === 0 || "content-encoding" in reply.headers
    if (isReady || !acceptsGzip(this.request.headers["accept-encoding"])) return Effect.succeed(reply)
    return Effect.map(gzipOf(reply.body), (body) => ({
      ...reply,
      headers: { ...reply.headers, "content-encoding": "gzip" },
      body
    }))
  }

  /** Sends a reply, compressed if allowed; streams are not compressed. */
  send(reply: Reply) {
    const { body } = reply
    return body instanceof Uint8Array
      ? Effect.flatMap(this.#compressed({ ...reply, body }), (ready) => this.#sendWhole(ready))
      : this.#sendStream(reply, body)
  }

  #sendWhole({ status, headers, body }: WholeReply) {
    const complete = { ...headers, vary: "accept-encoding", "content-length": body.length }
    return this.head(status, status === 204 ? headers : complete).pipe(
      Effect.andThen(this.write(body)),
      Effect.andThen(this.end)
    )
  }

  #sendStream({ status, headers }: Reply, body: Stream.Stream<Uint8Array, unknown>) {
    const written = this.isHead ? Effect.void : Stream.runForEach(body, (bytes) => this.write(bytes))
    return this.head(status, headers).pipe(
      Effect.andThen(written),
      Effect.andThen(this.end),
      Effect.catchCause((cause) =>
        Effect.andThen(Effect.logError("a stream of a route failed", cause), this.reset)
      )
    )
  }
}
