// The HTTP client for downloads: no redirects, no decoding, no connections to private addresses.
//
// The address is checked after DNS resolution and before the connection, so a name that changes its address
// in between gains nothing. Gotcha: a proxy resolves names itself; then only the host name is checked.
import * as Dns from "node:dns"
import type { LookupFunction } from "node:net"
import { MediaClient, type MediaHosts } from "@chatledger/archive"
import { isPublicAddress, mayBePrivate, PRIVATE_ADDRESS } from "@chatledger/archive/internal"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Undici from "@effect/platform-node/Undici"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import { type Proxies, proxyFor, readProxies } from "./proxies.ts"

const CONNECT_MILLIS = 10_000
const IDLE_MILLIS = 60_000
const MOST_CONNECTIONS = 16

const refusal = () => Object.assign(new Error("private address"), { code: PRIVATE_ADDRESS })

/** Resolves a name, and fails if one of its addresses is private, unless the host may be. */
const checkedLookup =
  (hosts: MediaHosts): LookupFunction =>
  (hostname, options, callback) =>
    Dns.lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, "", 4)
      const isOpen = mayBePrivate(hosts, hostname) || found.every(({ address }) => isPublicAddress(address))
      if (!isOpen) return callback(refusal(), "", 4)
      const [first] = found
      if (options.all === true) return callback(null, found)
      return first === undefined ? callback(refusal(), "", 4) : callback(null, first.address, first.family)
    })

const dispatcherBy = (proxies: Proxies, hosts: MediaHosts) =>
  Layer.effect(NodeHttpClient.Dispatcher)(
    Effect.acquireRelease(
      Effect.sync(() => {
        const limits = {
          bodyTimeout: IDLE_MILLIS,
          headersTimeout: IDLE_MILLIS,
          connections: MOST_CONNECTIONS,
          maxHeaderSize: 64 * 1024
        }
        const agents = new Map<string, Undici.Dispatcher>()
        const direct = new Undici.Agent({
          ...limits,
          connect: { timeout: CONNECT_MILLIS, lookup: checkedLookup(hosts) }
        })
        const agentOf = (origin: string): Undici.Dispatcher => {
          const proxy = proxyFor(origin, proxies)
          if (proxy === undefined) return direct
          const agent =
            agents.get(proxy.value) ??
            new Undici.ProxyAgent({ ...limits, uri: proxy.value, proxyTunnel: true })
          agents.set(proxy.value, agent)
          return agent
        }
        const chosen = direct.compose(
          () => (options, handler) => agentOf(String(options.origin)).dispatch(options, handler)
        )
        return { chosen, all: () => [direct, ...agents.values()] }
      }),
      ({ all }) => Effect.promise(() => Promise.all(all().map((agent) => agent.destroy())))
    ).pipe(Effect.map(({ chosen }) => chosen))
  )

/**
 * The client for downloads; `hosts` may be private. Fails with `WrongUsage` if the environment contains an invalid proxy.
 */
export const mediaClient = (hosts: MediaHosts) =>
  Layer.unwrap(
    Effect.map(readProxies(), (proxies) =>
      Layer.effect(MediaClient)(HttpClient.HttpClient).pipe(
        // Otherwise it would share the client of the service, and its connections.
        Layer.provide(Layer.fresh(NodeHttpClient.layerUndiciNoDispatcher)),
        Layer.provide(dispatcherBy(proxies, hosts))
      )
    )
  )
