// The request of a file, over up to five redirects, each checked like the first URL.
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type { DownloadLimits, Ending } from "./ending.ts"
import { MediaClient, PRIVATE_ADDRESS } from "./media-client.ts"
import type { MediaStatus } from "./media-fact.ts"
import { type MediaHosts, whyRefused } from "./media-hosts.ts"
import type { Unfinished } from "./unfinished.ts"

const MOST_REDIRECTS = 5
const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status)

const hasCode = (error: unknown, code: string): boolean => {
  let held = error
  for (let depth = 0; depth < 8 && typeof held === "object" && held !== null; depth += 1) {
    if (Reflect.get(held, "code") === code) return true
    const several: unknown = Reflect.get(held, "errors")
    const inner: unknown = Reflect.get(held, "cause") ?? Reflect.get(held, "reason")
    held = inner ?? (Array.isArray(several) ? several[0] : undefined)
  }
  return false
}

/** The place of a file, without the query, which may be signed. */
export const placeOf = ({ host, pathname }: URL): string => `${host}${pathname}`

/** Requests a URL and follows its redirects. */
export const ask = Effect.fnUntraced(function* (
  address: URL,
  unfinished: Unfinished,
  allowed: MediaHosts,
  limits: DownloadLimits
) {
  const client = HttpClient.withScope(yield* MediaClient)
  let url = address
  const ended = (status: MediaStatus, httpStatus: number | null = null, isAgain = false): Ending => ({
    status,
    isAgain,
    httpStatus,
    type: null,
    ...(status.startsWith("refused") ? { host: url.host } : {})
  })
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const refused = whyRefused(url, allowed)
    if (refused !== undefined) return ended(refused)
    const { bytes, place, validator } = unfinished
    const isGoingOn = bytes > 0 && validator !== undefined && (hop > 0 || place === placeOf(address))
    const range = isGoingOn ? { range: `bytes=${bytes}-`, "if-range": validator } : {}
    const request = HttpClientRequest.get(url.href, {
      headers: { accept: "*/*", "accept-encoding": "identity", ...range }
    })
    const result = yield* Effect.result(
      client.execute(request).pipe(
        Effect.catchDefect((defect) => Effect.fail(defect)),
        Effect.timeoutOption(limits.headersMillis)
      )
    )
    if (result._tag === "Failure")
      return hasCode(result.failure, PRIVATE_ADDRESS) ? ended("refused_address") : ended("failed", null, true)
    if (result.success._tag === "None") return ended("failed", null, true)
    const response = result.success.value
    const { headers, status } = response
    if (!isRedirect(status)) return { response, isGoingOn }
    const next = URL.parse(headers["location"] ?? "", url.href)
    if (next === null) return ended("refused_redirect", status)
    if (url.protocol === "https:" && next.protocol !== "https:") return ended("refused_redirect", status)
    url = next
  }
  return ended("refused_redirect")
})
