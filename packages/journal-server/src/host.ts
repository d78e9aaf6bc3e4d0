// Host names of this machine, the name that a request used, and whether another site's page sent it.
//
// A web page can let its own host name resolve to 127.0.0.1 and so reach servers of this machine; the
// `Host` header then still has the page's name. `Origin` and `Sec-Fetch-Site` identify the page that caused the request;
// other clients than browsers send neither.
import type * as Http from "node:http"

const ownNames = new Set(["localhost", "127.0.0.1", "[::1]"])

/** True for an address that only this machine can reach. */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host)

/** The host for a URL; for a server on all interfaces, that of this machine. */
export const shownHost = (host: string): string => {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1"
  return host.includes(":") ? `[${host}]` : host
}

/** True if a `Host` header names this machine, or one of `names`. */
export const isOwnHost = (header: string | undefined, names: ReadonlyArray<string> = []): boolean => {
  const name = (header ?? "").toLowerCase().replace(/:\d*$/, "")
  return ownNames.has(name) || names.some((one) => one.toLowerCase() === name)
}

/** True if a page of another origin caused the request, other than by navigation. */
export const isCrossSite = ({ host, origin, ...headers }: Http.IncomingHttpHeaders): boolean => {
  if (origin !== undefined) return origin.toLowerCase().replace(/^https?:\/\//, "") !== host?.toLowerCase()
  const site = headers["sec-fetch-site"]
  if (site === undefined || site === "same-origin" || site === "none") return false
  return !(headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document")
}
