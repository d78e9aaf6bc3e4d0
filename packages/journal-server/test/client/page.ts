// What runs in the browser: calls of the client by name, and one that is interrupted.
import {
  createJournalClient,
  decodeMessage,
  JournalClient,
  LastRequests,
  lastRequestsInMemory
} from "@chatledger/core"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"

const layer = Layer.provide(JournalClient.layer, FetchHttpClient.layer)

const incoming = (apiUrl: string, idInstance: string, token: string) =>
  Effect.flatMap(JournalClient, (client) =>
    client.lastIncomingMessages({ idInstance, apiUrl, apiTokenInstance: Redacted.make(token) })
  ).pipe(Effect.provide(layer), Effect.provideService(LastRequests, lastRequestsInMemory()))

const held = new Map<string, Fiber.Fiber<unknown, unknown>>()

const page = {
  ask: (apiUrl: string, idInstance: string, token: string) =>
    Effect.runPromise(
      Effect.match(incoming(apiUrl, idInstance, token), {
        onSuccess: ({ read, tries, serverDate }) => ({
          texts: read.map(({ message }) => message?.["textMessage"]),
          tries,
          serverDate
        }),
        onFailure: ({ _tag, message }) => ({ error: _tag, message })
      })
    ),
  /** The same by the client of promises. */
  promised: async (apiUrl: string, idInstance: string, apiTokenInstance: string) => {
    const client = createJournalClient({ idInstance, apiUrl, apiTokenInstance })
    const { messages, read } = await client.lastIncomingMessages()
    return {
      texts: messages.map((message) => message["textMessage"]),
      again: read.map(({ text }) => decodeMessage(text).message?.["textMessage"])
    }
  },
  start: (apiUrl: string, idInstance: string, token: string) => {
    held.set(apiUrl, Effect.runFork(incoming(apiUrl, idInstance, token)))
  },
  stop: (apiUrl: string) => {
    const fiber = held.get(apiUrl)
    return fiber === undefined ? undefined : Effect.runPromise(Fiber.interrupt(fiber))
  }
}

/** What the page has for its test. */
export type Page = typeof page

Reflect.set(globalThis, "journal", page)
