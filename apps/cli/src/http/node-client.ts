// The HTTP client of the command line: connect timeout, proxies from the environment, and gzip that must be complete.
//
// `fetch` accepts a truncated gzip body; Node's gunzip does not. HTTPS_PROXY, HTTP_PROXY and NO_PROXY apply.
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
import type { WrongUsage } from "../failures/exit.ts"
import { type Proxies, readProxies } from "./proxies.ts"
import { proxyCode } from "./proxy-failure.ts"

const CONNECT_MILLIS = 10_000
/** Timeout for a proxy to open a tunnel. */
const TUNNEL_MILLIS = 30_000
/** Sockets per address; more instances wait for each other. */
const MOST_CONNECTIONS = 32

const dispatcherBy = ({ http, https, none }: Proxies) =>
  Layer.effect(NodeHttpClient.Dispatcher)(
    Effect.acquireRelease(
      Effect.sync(
        () =>
          new Undici.EnvHttpProxyAgent({
            connect: { timeout: CONNECT_MILLIS },
            connections: MOST_CONNECTIONS,
            httpProxy: http?.value ?? "",
            httpsProxy: https?.value ?? "",
            noProxy: none?.value ?? "",
            // A proxy logs requested addresses, and ours contain the token; with a tunnel it sees only host and port.
            proxyTunnel: true,
            clientFactory: (proxy, options) =>
              new Undici.Pool(proxy, { ...options, headersTimeout: TUNNEL_MILLIS })
          })
      ),
      (agent) => Effect.promise(() => agent.destroy())
    )
  )

/** Gives a failure of the proxy its own code. */
const proxyNamed =
  (proxies: Proxies) =>
  (error: HttpClientError.HttpClientError): HttpClientError.HttpClientError => {
    const { request } = error.reason
    const code = proxyCode(error, proxies, request.url)
    if (code === undefined) return error
    return new HttpClientError.HttpClientError({
      reason: new HttpClientError.TransportError({ request, cause: { code, cause: error } })
    })
  }

/** The body, decoded from its content-encoding. */
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

const strict =
  (proxies: Proxies) =>
  (client: HttpClient.HttpClient): HttpClient.HttpClient =>
    client.pipe(
      HttpClient.mapRequest(HttpClientRequest.setHeader("accept-encoding", "gzip")),
      HttpClient.transformResponse((response) =>
        Effect.mapError(Effect.map(response, gunzipped), proxyNamed(proxies))
      )
    )

const clientBy = (proxies: Proxies): Layer.Layer<HttpClient.HttpClient> =>
  Layer.effect(HttpClient.HttpClient)(Effect.map(HttpClient.HttpClient, strict(proxies))).pipe(
    Layer.provide(NodeHttpClient.layerUndiciNoDispatcher),
    Layer.provide(dispatcherBy(proxies))
  )

/** The client of the command line; fails with `WrongUsage` if the environment contains an invalid proxy. */
export const nodeHttpClient: Layer.Layer<HttpClient.HttpClient, WrongUsage> = Layer.unwrap(
  Effect.map(readProxies(), clientBy)
)
