// The HTTP client of the command line: a time to connect, proxies of the environment, and gzip that has to be whole.
//
// `fetch` takes a cut gzip body for a whole one; Node's gunzip does not. HTTPS_PROXY, HTTP_PROXY and NO_PROXY count.
import { createGunzip } from "node:zlib"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as NodeStream from "@effect/platform-node/NodeStream"
import * as Undici from "@effect/platform-node/Undici"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type { HttpClientResponse } from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"

const CONNECT_MILLIS = 10_000
/** Sockets to one address; more instances than these wait for each other. */
const MOST_CONNECTIONS = 32

const dispatcher = Layer.effect(NodeHttpClient.Dispatcher)(
  Effect.acquireRelease(
    Effect.sync(
      () =>
        new Undici.EnvHttpProxyAgent({
          connect: { timeout: CONNECT_MILLIS },
          connections: MOST_CONNECTIONS
        })
    ),
    (agent) => Effect.promise(() => agent.destroy())
  )
)

/** The body after content-encoding. */
const plainStream = (response: HttpClientResponse): HttpClientResponse["stream"] => {
  const damaged = (cause: unknown) =>
    new HttpClientError.HttpClientError({
      reason: new HttpClientError.DecodeError({ request: response.request, response, cause })
    })
  return NodeStream.pipeThroughDuplex(response.stream, {
    evaluate: () => createGunzip(),
    onError: damaged
  })
}

const isGzip = ({ headers }: HttpClientResponse): boolean =>
  /^(x-)?gzip$/i.test((headers["content-encoding"] ?? "").trim())

const gunzipped = (response: HttpClientResponse): HttpClientResponse =>
  isGzip(response)
    ? (Object.create(response, { stream: { get: () => plainStream(response) } }) as HttpClientResponse)
    : response

const strict = (client: HttpClient.HttpClient): HttpClient.HttpClient =>
  client.pipe(
    HttpClient.mapRequest(HttpClientRequest.setHeader("accept-encoding", "gzip")),
    HttpClient.transformResponse(Effect.map(gunzipped))
  )

/** The client of the command line. */
export const nodeHttpClient: Layer.Layer<HttpClient.HttpClient> = Layer.effect(HttpClient.HttpClient)(
  Effect.map(HttpClient.HttpClient, strict)
).pipe(Layer.provide(NodeHttpClient.layerUndiciNoDispatcher), Layer.provide(dispatcher))
