// The proxies of the environment: HTTPS_PROXY, HTTP_PROXY and NO_PROXY; the lower-case forms take precedence.
//
// Parsed here because the HTTP client treats an invalid address as a bug and shows it. A proxy's user and password
// are never shown. Gotcha: without HTTPS_PROXY, HTTP_PROXY also applies to https.

import * as Effect from "effect/Effect"
import type { Sourced } from "../configuration/archive-path.ts"
import { WrongUsage } from "../failures/exit.ts"
import { variable } from "../invocation/variable.ts"
import type { Strings } from "../messages/en.ts"
import { strings } from "../messages/strings.ts"

/** A valid proxy. */
export interface HttpProxy extends Sourced<string> {
  readonly host: string
  readonly port: string
  /** Its address without user and password. */
  readonly shown: string
}

export interface Proxies {
  readonly https: HttpProxy | undefined
  readonly http: HttpProxy | undefined
  /** Hosts that are contacted directly. */
  readonly none: Sourced<string> | undefined
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" }

const setting = (...names: ReadonlyArray<string>): Sourced<string> | undefined => {
  for (const source of names) {
    const value = variable(source)?.trim()
    if (value !== undefined && value !== "") return { value, source }
  }
  return undefined
}

/** The part before the host may be a password. */
const withoutUser = (text: string): string => text.replace(/^(\w+:\/\/)?.*@/s, "$1")

const isDecodable = (text: string): boolean => {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

const proxyOf = (
  { value, source }: Sourced<string>,
  words: Strings["network"]
): Effect.Effect<HttpProxy, WrongUsage> => {
  const refused = (reason: string) => Effect.fail(new WrongUsage({ reason }))
  const shown = withoutUser(value)
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return refused(words.noScheme(source, `http://${shown}`))
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url === undefined || url.hostname === "") return refused(words.noAddress(source))
  const usual = DEFAULT_PORTS[url.protocol]
  if (usual === undefined) return refused(words.otherKind(source, url.protocol.slice(0, -1)))
  if (!isDecodable(url.username) || !isDecodable(url.password)) return refused(words.percent(source))
  const { hostname: host, protocol } = url
  const port = url.port === "" ? usual : url.port
  return Effect.succeed({ value, source, host, port, shown: `${protocol}//${host}:${port}` })
}

/** Reads the environment; fails with `WrongUsage` if it contains an invalid proxy. */
export const readProxies = Effect.fnUntraced(function* (words: Strings["network"] = strings.network) {
  const orNone = (found: Sourced<string> | undefined): Effect.Effect<HttpProxy | undefined, WrongUsage> =>
    found === undefined ? Effect.succeed(undefined) : proxyOf(found, words)
  const http = yield* orNone(setting("http_proxy", "HTTP_PROXY"))
  const https = (yield* orNone(setting("https_proxy", "HTTPS_PROXY"))) ?? http
  return { http, https, none: setting("no_proxy", "NO_PROXY") } satisfies Proxies
})

/** A host without IPv6 brackets. */
const bare = (host: string): string => host.replace(/^\[|\]$/g, "")

/** True if NO_PROXY contains the host: itself, a parent domain, either with a port, or `*`. */
const isExcepted = ({ hostname, port, protocol }: URL, list: string): boolean =>
  list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      const [, name = entry, only] = /^(\[.*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? []
      const domain = bare(name).replace(/^\*?\.?/, "")
      const host = bare(hostname)
      if (only !== undefined && only !== (port || DEFAULT_PORTS[protocol])) return false
      return name === "*" || (domain !== "" && (host === domain || host.endsWith(`.${domain}`)))
    })

/** The proxy for an address. */
export const proxyFor = (address: string, { http, https, none }: Proxies): HttpProxy | undefined => {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || (none !== undefined && isExcepted(url, none.value))) return undefined
  return url.protocol === "http:" ? http : https
}
