// Recognises failures of the proxy, and gives them codes of our own: the network's are the same for proxy and service.
import { type HttpProxy, type Proxies, proxyFor } from "./proxies.ts"

const BROKEN = /^(UND_ERR_PRX_CONN|UND_ERR_SOCKET|ECONNRESET|EPIPE|ECONNABORTED)$/
/** A page instead of a tunnel, a server of another kind, no TLS where it is expected. */
const STRANGE =
  /^(UND_ERR_PRX_TLS|ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)|HPE_\w+|HTTPParserError)$/
const UNREACHABLE =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EAI_FAIL|ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/

/** Nested errors, outermost first. */
const chain = (error: unknown): ReadonlyArray<object> => {
  const found: Array<object> = []
  let held = error
  while (typeof held === "object" && held !== null && found.length < 8) {
    found.push(held)
    const several: unknown = Reflect.get(held, "errors")
    held = Reflect.get(held, "cause") ?? (Array.isArray(several) ? several[0] : undefined)
  }
  return found
}

const text = (error: object, name: string): string => String(Reflect.get(error, name) ?? "")

const isAbout = (error: object, { host, port }: HttpProxy): boolean =>
  text(error, "hostname") === host ||
  (text(error, "port") === port && text(error, "syscall") === "connect") ||
  text(error, "message").includes(`${host}:${port}`)

/**
 * The code of a failure of the proxy, or on the way through it, for a request to `url`: `ERR_PROXY_` and AUTH, REFUSED,
 * UNREACHABLE, BROKEN or STRANGE; undefined for other failures, or without a proxy.
 */
export const proxyCode = (error: unknown, proxies: Proxies, url: string): string | undefined => {
  const proxy = proxyFor(url, proxies)
  if (proxy === undefined) return undefined
  for (const one of chain(error)) {
    const message = text(one, "message")
    const code = text(one, "code")
    if (/^Proxy (Authentication Required|response) \(407\)/.test(message)) return "ERR_PROXY_AUTH"
    if (/^Proxy response \(\d+\)/.test(message)) return "ERR_PROXY_REFUSED"
    if (UNREACHABLE.test(code) && isAbout(one, proxy)) return "ERR_PROXY_UNREACHABLE"
    if (code === "UND_ERR_HEADERS_TIMEOUT") return "ERR_PROXY_UNREACHABLE"
    if (STRANGE.test(code) || STRANGE.test(text(one, "name"))) return "ERR_PROXY_STRANGE"
    if (BROKEN.test(code)) return "ERR_PROXY_BROKEN"
  }
  return undefined
}
