// The service in one process: replies of a journal behind Effect's `HttpClient`, without a socket.
//
// It answers state and settings itself and leaves the journals to whoever makes it. A body comes in two chunks, and
// may end in an error of the network or of the decompression.
import { JournalClient } from "@chatledger/core"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"

/** What comes back: bytes and how they end, or nothing. */
export type Answer =
  | {
      readonly status: number
      readonly body: Uint8Array
      readonly headers?: Readonly<Record<string, string>>
      /** Instead of the end of the body: an error with this code, after all its bytes. */
      readonly breaksWith?: string | undefined
    }
  | { readonly hangs: true }
  | { readonly refusedWith: string }

export interface Question {
  readonly idInstance: string
  readonly method: string
  /** Undefined if none were asked for. */
  readonly minutes: number | undefined
}

const settings = {
  incomingWebhook: "yes",
  outgoingMessageWebhook: "yes",
  outgoingWebhook: "yes",
  outgoingAPIMessageWebhook: "yes",
  pollMessageWebhook: "yes",
  editedMessageWebhook: "yes",
  deletedMessageWebhook: "yes"
}

const jsonAnswer = (value: unknown): Answer => ({
  status: 200,
  body: new TextEncoder().encode(JSON.stringify(value))
})

/** The right answer to a question that is not about a journal. */
export const accountAnswer = ({ method }: Question): Answer =>
  jsonAnswer(method === "getStateInstance" ? { stateInstance: "authorized" } : settings)

const networkError = (code: string) => Object.assign(new Error(code), { code })

const streamOf = (body: Uint8Array, breaksWith: string | undefined) => {
  const half = body.length >> 1
  const chunks = [body.subarray(0, half), body.subarray(half)].filter(({ length }) => length > 0)
  return new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const chunk = chunks.shift()
      if (chunk !== undefined) controller.enqueue(chunk)
      else if (breaksWith === undefined) controller.close()
      else controller.error(networkError(breaksWith))
    }
  })
}

/** An instance at this service. */
export const instanceOf = (idInstance: string) => ({
  idInstance,
  apiUrl: "https://vendor.test",
  apiTokenInstance: Redacted.make("secret-token")
})

/** A client of a service that answers so. */
export const clientOf = (answer: (question: Question) => Answer): Layer.Layer<JournalClient> =>
  Layer.provide(
    Layer.fresh(JournalClient.layer),
    Layer.succeed(
      HttpClient.HttpClient,
      HttpClient.make((request, url) => {
        const [, idInstance = "", method = ""] = /^\/waInstance([^/]+)\/(\w+)\//.exec(url.pathname) ?? []
        const minutes = url.searchParams.get("minutes")
        return Effect.suspend(() => {
          const given = answer({
            idInstance,
            method,
            minutes: minutes === null ? undefined : Number(minutes)
          })
          if ("hangs" in given) return Effect.never
          if ("refusedWith" in given)
            return Effect.fail(
              new HttpClientError.HttpClientError({
                reason: new HttpClientError.TransportError({
                  request,
                  cause: networkError(given.refusedWith)
                })
              })
            )
          const { status, body, headers = {}, breaksWith } = given
          const hasBody = status !== 204 && status !== 304
          const response = new Response(hasBody ? streamOf(body, breaksWith) : null, { status, headers })
          return Effect.succeed(HttpClientResponse.fromWeb(request, response))
        })
      })
    )
  )
