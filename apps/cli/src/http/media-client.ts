// The HTTP client of downloads: no redirect is followed, nothing is decoded, and no connection goes to a private address.
//
// The address is looked at after the name was resolved and before a connection is made, so a name that changes its mind
// between two questions gains nothing. Gotcha: where a proxy is asked, it resolves the name; then only the host's name is checked.
import * as Dns from "node:dns"
import type { LookupFunction } from "node:net"
import {
  isPublicAddress,
  MediaClient,
  type MediaHosts,
  mayBePrivate,
  PRIVATE_ADDRESS
} from "@chatledger/archive"
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

/** Resolves a name, and fails where an address of it is private, unless it may be. */
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

/** The client of downloads, by the hosts that may be private; fails with `WrongUsage` where the environment names no proxy. */
export const mediaClient = (hosts: MediaHosts) =>
  Layer.unwrap(
    Effect.map(readProxies(), (proxies) =>
      Layer.effect(MediaClient)(HttpClient.HttpClient).pipe(
        // Else it would be the client of the service, with that one's connections.
        Layer.provide(Layer.fresh(NodeHttpClient.layerUndiciNoDispatcher)),
        Layer.provide(dispatcherBy(proxies, hosts))
      )
    )
  )
