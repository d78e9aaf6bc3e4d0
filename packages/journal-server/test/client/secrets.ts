// The token and the path that holds it appear in nothing that a failing call leaves behind: its error in any
// spelling, its logs at any level, its spans.
import { inspect } from "node:util"
import type { Instance, JournalClientService, JournalError } from "@chatledger/core"
import { assert, describe, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import * as Tracer from "effect/Tracer"
import type { Fault } from "../../src/index.ts"
import { asking } from "./asked.ts"

const faults: ReadonlyArray<Fault> = [
  ...[301, 400, 401, 403, 404, 429, 466, 500].map((status) => ({ kind: "status", status }) as const),
  { kind: "reset" },
  { kind: "reset", after: 1 },
  { kind: "cutBody", bytes: 1 },
  { kind: "cutBody", bytes: 1, framing: "chunked" },
  { kind: "cutGzip", bytes: 11 },
  { kind: "wrongBody", body: "html" },
  { kind: "wrongBody", body: "text" },
  { kind: "endlessBody", of: "brackets" },
  { kind: "endlessBody", of: "records" },
  { kind: "bomb", bytes: 5_000_000 }
]

type Call = (client: JournalClientService, shop: Instance) => Effect.Effect<unknown, JournalError>

const calls: Readonly<Record<string, Call>> = {
  lastIncomingMessages: (client, shop) => client.lastIncomingMessages(shop, { minutes: 5 }),
  lastOutgoingMessages: (client, shop) => client.lastOutgoingMessages(shop),
  getStateInstance: (client, shop) => client.getStateInstance(shop),
  getSettings: (client, shop) => client.getSettings(shop),
  setSettings: (client, shop) => client.setSettings(shop, { incomingWebhook: "yes" })
}

const tokens = [
  "a/b+c==canary",
  "жетон-канарейка",
  "100%canary%2f",
  "d75b3a66374942c5b3c019c698abc2067e151558acbd412345"
]

/** The token in every spelling that something on the way may choose, and the path. */
const spellings = (token: string): ReadonlyArray<string> => {
  const bytes = Buffer.from(token)
  const encoded = encodeURIComponent(token)
  return [
    token,
    encoded,
    encoded.toLowerCase(),
    encodeURIComponent(encoded),
    encodeURI(token),
    JSON.stringify(token).slice(1, -1),
    bytes.toString("base64"),
    bytes.toString("base64").replace(/=+$/, ""),
    bytes.toString("base64url"),
    bytes.toString("hex"),
    "/waInstance",
    "waInstance1"
  ]
}

/** Spans and logs of a program, in every detail. */
const watched = () => {
  const seen: Array<string> = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      seen.push(options.name)
      spans.push(span)
      return span
    }
  })
  const spans: Array<Tracer.NativeSpan> = []
  const logger = Logger.make((options) => {
    seen.push(
      inspect(options.message, { depth: 10 }),
      Cause.pretty(options.cause),
      Logger.formatJson.log(options),
      Logger.formatLogFmt.log(options)
    )
  })
  const watch = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.withSpan(effect, "sync").pipe(
      Effect.tapCause((cause) => Effect.logError("failed", cause)),
      Effect.withTracer(tracer),
      Effect.provide(Logger.layer([logger, Logger.tracerLogger])),
      Effect.provideService(References.MinimumLogLevel, "All")
    )
  const told = () =>
    [
      ...seen,
      ...spans.flatMap(({ name, attributes, events, status }) => [
        name,
        inspect([...attributes], { depth: 10 }),
        inspect(events, { depth: 10 }),
        inspect(status, { depth: 10 })
      ])
    ].join("\n")
  return { watch, told, spans }
}

const shown = (error: JournalError): string =>
  [
    String(error),
    error.message,
    error.stack ?? "",
    JSON.stringify(error),
    JSON.stringify(Object.getOwnPropertyDescriptors(error)),
    inspect(error, { depth: null, showHidden: true }),
    inspect(Cause.fail(error), { depth: null, showHidden: true }),
    Cause.pretty(Cause.fail(error)),
    JSON.stringify(Cause.fail(error))
  ].join("\n")

/** Declares the tests, for a layer of HTTP. */
export const secretsSuite = (name: string, http: Layer.Layer<HttpClient.HttpClient>) =>
  describe(`the token over ${name}`, () => {
    let situations = 0
    for (const token of tokens)
      it.live(`${token.slice(0, 5)}… is in no error, log or span, whatever fails`, () =>
        Effect.gen(function* () {
          const { server, ask } = yield* asking(http, {}, token)
          // All calls fail by one path; odd tokens need one of them.
          const asked = Object.entries(calls).slice(0, token === tokens[0] ? undefined : 1)
          for (const fault of faults)
            for (const [method, call] of asked) {
              yield* server.setFaults([{ nth: "every", fault }])
              const { watch, told, spans } = watched()
              const error = yield* watch(ask(call)).pipe(Effect.flip)
              situations += 1
              assert.isNotEmpty(spans)
              const all = `${shown(error)}\n${told()}`
              for (const spelling of spellings(token))
                assert.isFalse(
                  all.includes(spelling),
                  `${JSON.stringify(fault)} of ${method}: ${spelling}\n${all}`
                )
            }
        })
      )

    it("was looked for in more than 100 failing situations", () => {
      assert.isAbove(situations, 100)
    })
  })
