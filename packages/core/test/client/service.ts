// A service in memory: it answers what a script says, and notes what it was asked and when. No socket, no promise,
// so that the test clock alone decides what happens when.
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import { type Instance, JournalClient, LastRequests, lastRequestsInMemory } from "../../src/index.ts"

const utf8 = new TextEncoder()

/** One answer of the script. */
export interface Answer {
  /** Default 200; "hang" never answers, another text is the code of a network error. */
  readonly status?: number | "hang" | (string & {})
  readonly headers?: Readonly<Record<string, string>>
  /** Chunks of the body, default `[]`; "silence" never ends, "broken" is a broken connection. */
  readonly body?: string | ReadonlyArray<Uint8Array> | Stream.Stream<Uint8Array, never>
  readonly ends?: "silence" | "broken"
  /** Milliseconds before the headers, and before each chunk. */
  readonly after?: number
  readonly gap?: number
  /** Dies of this instead. */
  readonly dies?: () => unknown
}

/** A request as the service got it. */
export interface Asked {
  readonly at: number
  readonly verb: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** The body of a `POST`, parsed. */
  readonly json: unknown
  isAborted: boolean
}

export const shop: Instance = {
  idInstance: "1101000001",
  apiUrl: "https://1101.api.green-api.com",
  apiTokenInstance: Redacted.make("s3cr3t/t0k3n+==")
}

const chunksOf = (body: Answer["body"] = "[]"): Stream.Stream<Uint8Array> => {
  if (typeof body === "string") return Stream.make(utf8.encode(body))
  return "length" in body ? Stream.fromIterable(body) : body
}

/** The service and what it was asked; its last answer is repeated. */
export const serviceOf = (...script: ReadonlyArray<Answer>) => {
  const asked: Array<Asked> = []
  const http = HttpClient.make((request, url, signal) =>
    Effect.gen(function* () {
      const answer = script[Math.min(asked.length, script.length - 1)] ?? {}
      const noted: Asked = {
        at: yield* Clock.currentTimeMillis,
        verb: request.method,
        url: url.href,
        headers: { ...request.headers },
        json:
          request.body._tag === "Uint8Array"
            ? JSON.parse(new TextDecoder().decode(request.body.body))
            : undefined,
        isAborted: false
      }
      asked.push(noted)
      signal.addEventListener("abort", () => {
        noted.isAborted = true
      })
      const failed = (code: string) =>
        new HttpClientError.HttpClientError({
          reason: new HttpClientError.TransportError({
            request,
            cause: new TypeError(`fetch failed: ${url}`, {
              cause: Object.assign(new Error(url.href), { code })
            })
          })
        })
      const { status = 200, headers = {}, after = 0, gap = 0, ends } = answer
      if (answer.dies !== undefined) return yield* Effect.die(answer.dies())
      if (after > 0) yield* Effect.sleep(after)
      if (status === "hang") return yield* Effect.never
      if (typeof status === "string") return yield* failed(status)
      const chunks =
        gap === 0 ? chunksOf(answer.body) : Stream.tap(chunksOf(answer.body), () => Effect.sleep(gap))
      const end =
        ends === "silence"
          ? Stream.never
          : ends === "broken"
            ? Stream.fail(failed("ECONNRESET"))
            : Stream.empty
      const stream = Stream.concat(chunks, end)
      return Object.create(HttpClientResponse.fromWeb(request, new Response(null, { status, headers })), {
        stream: { get: () => stream }
      }) as HttpClientResponse.HttpClientResponse
    })
  )
  const layer = Layer.provide(JournalClient.layer, Layer.succeed(HttpClient.HttpClient)(http))
  /** Runs a program against the service, with a memory of its own. */
  const ask = <A, E>(program: (journal: JournalClient["Service"]) => Effect.Effect<A, E>) =>
    Effect.flatMap(JournalClient, program).pipe(
      Effect.provide(layer),
      Effect.provideService(LastRequests, lastRequestsInMemory())
    )
  return { asked, ask }
}
