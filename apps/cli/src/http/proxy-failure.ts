// What is the proxy's failure, and not the service's: told by a code of ours, since the network's own are the same for both.
import type { HttpProxy, Proxies } from "./proxies.ts"

const UNREACHABLE =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EAI_FAIL|ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/

/** Errors in each other, the outermost first. */
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

/** The code of a failure of the proxy: `ERR_PROXY_AUTH`, `ERR_PROXY_REFUSED`, `ERR_PROXY_UNREACHABLE`; undefined if it is another. */
export const proxyCode = (error: unknown, proxies: Proxies): string | undefined => {
  const asked = [proxies.https, proxies.http].filter((proxy) => proxy !== undefined)
  if (asked.length === 0) return undefined
  for (const one of chain(error)) {
    const message = text(one, "message")
    if (/^Proxy (Authentication Required|response) \(407\)/.test(message)) return "ERR_PROXY_AUTH"
    if (/^Proxy response \(\d+\)/.test(message)) return "ERR_PROXY_REFUSED"
    if (UNREACHABLE.test(text(one, "code")) && asked.some((proxy) => isAbout(one, proxy)))
      return "ERR_PROXY_UNREACHABLE"
  }
  return undefined
}
