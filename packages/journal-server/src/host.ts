// Names of this machine, by which name a request called it, and whether a page of someone else's sent it.
//
// A page in a browser can have its own name point to 127.0.0.1 and so reach servers of this machine; the
// `Host` header then still tells the page's name. `Origin` and `Sec-Fetch-Site` tell who made the browser ask; clients that
// are no browsers send neither.
import type * as Http from "node:http"

const ownNames = new Set(["localhost", "127.0.0.1", "[::1]"])

/** True for an address that only this machine reaches. */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host)

/** The host as it is in a URL; where a server listens everywhere, this machine's. */
export const shownHost = (host: string): string => {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1"
  return host.includes(":") ? `[${host}]` : host
}

/** True if a `Host` header names this machine, or one of the names given. */
export const isOwnHost = (header: string | undefined, names: ReadonlyArray<string> = []): boolean => {
  const name = (header ?? "").toLowerCase().replace(/:\d*$/, "")
  return ownNames.has(name) || names.some((one) => one.toLowerCase() === name)
}

/** True if a page of another origin made the browser ask, otherwise than by going there. */
export const isCrossSite = ({ host, origin, ...headers }: Http.IncomingHttpHeaders): boolean => {
  if (origin !== undefined) return origin.toLowerCase().replace(/^https?:\/\//, "") !== host?.toLowerCase()
  const site = headers["sec-fetch-site"]
  if (site === undefined || site === "same-origin" || site === "none") return false
  return !(headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document")
}
