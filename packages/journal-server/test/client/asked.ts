// A journal client against a real server, both on a stepped clock.
import {
  ClientLimits,
  type Instance,
  JournalClient,
  LastRequests,
  lastRequestsInMemory
} from "@chatledger/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type { JournalServerOptions } from "../../src/index.ts"
import { scriptedJournal } from "../../src/index.ts"
import { instanceId, served, state, token } from "../served.ts"
import { steppedClock } from "./stepped-clock.ts"

/** As the client's own, but for 4 MiB. */
export const limits = {
  headersMillis: 60_000,
  idleMillis: 30_000,
  totalMillis: 600_000,
  callMillis: 1_800_000,
  maxBytes: 4 * 1024 * 1024
}

export const instanceAt = (apiUrl: string, secret = token): Instance => ({
  idInstance: instanceId,
  apiUrl,
  apiTokenInstance: Redacted.make(secret)
})

const SECONDS = Date.parse("2026-03-01T10:00:00Z") / 1000

/** Two messages, one of them not in ASCII. */
export const journal = scriptedJournal([
  state("A", SECONDS - 90),
  state("B", SECONDS - 60, { textMessage: "привет 👋" }),
  { ...state("C", SECONDS - 30, { type: "outgoing", sendByApi: true }), journal: "outgoing" as const }
])

/** A server that keeps the pace, and everything to ask it with. */
export const asking = Effect.fnUntraced(function* (
  http: Layer.Layer<HttpClient.HttpClient>,
  options: Partial<JournalServerOptions> = {},
  secret = token
) {
  const { clock, advance, now } = steppedClock()
  const onClock = Effect.provideService(Clock.Clock, clock)
  const server = yield* onClock(
    served({
      journal,
      rateLimit: true,
      instances: [{ idInstance: instanceId, token: Redacted.make(secret) }],
      ...options
    })
  )
  const context = yield* Layer.build(Layer.provide(JournalClient.layer, http))
  const memory = lastRequestsInMemory()
  const ask = <A, E>(use: (client: JournalClient["Service"], shop: Instance) => Effect.Effect<A, E>) =>
    Effect.flatMap(JournalClient, (client) => use(client, instanceAt(server.url, secret))).pipe(
      Effect.provide(context),
      Effect.provideService(LastRequests, memory),
      Effect.provideService(ClientLimits, limits),
      onClock
    )
  return { server, ask, advance, now }
})
