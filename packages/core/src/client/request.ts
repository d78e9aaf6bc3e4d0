// The only place where a token becomes part of a URL.
//
// A request is never shown, logged or traced, since its URL contains the token. Redirects are not followed, since
// their target could receive the token too.
// Source: https://green-api.com/en/docs/api/
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Redacted from "effect/Redacted"
import type { Instance } from "./instance.ts"

/** The API calls that a journal, its directory and its files need, with their HTTP methods. */
export const methods = {
  lastIncomingMessages: "GET",
  lastOutgoingMessages: "GET",
  lastIncomingCalls: "GET",
  lastOutgoingCalls: "GET",
  getStateInstance: "GET",
  getSettings: "GET",
  setSettings: "POST",
  getContacts: "GET",
  getChats: "GET",
  getGroupData: "POST",
  downloadFile: "POST",
  getChatHistory: "POST",
  receiveNotification: "GET",
  deleteNotification: "DELETE"
} as const satisfies Record<string, "GET" | "POST" | "DELETE">

/** The name of an API call. */
export type Method = keyof typeof methods

/** The parameters of a call. */
export interface Call {
  readonly method: Method
  /** Minutes in the window that ends now; the service defaults to 1440. */
  readonly minutes?: number | undefined
  /** How long `receiveNotification` waits for one, in seconds: 5 to 60; the service defaults to 5. */
  readonly receiveTimeout?: number | undefined
  /** `receiptId` of `deleteNotification`. */
  readonly receiptId?: number | undefined
  /** JSON body of a `POST`. */
  readonly body?: Readonly<Record<string, unknown>> | undefined
}

/** The address of a pool without a trailing slash; undefined if it is invalid or has more parts than that. */
const baseOf = (apiUrl: string): string | undefined => {
  const url = URL.parse(apiUrl)
  const isPlain =
    url !== null &&
    (url.protocol === "https:" || url.protocol === "http:") &&
    `${url.username}${url.password}${url.search}${url.hash}` === "" &&
    !/waInstance/i.test(url.pathname)
  return isPlain ? `${url.origin}${url.pathname.replace(/\/+$/, "")}` : undefined
}

/** True if a text can be the `apiUrl` of an instance: an address without user, query, or the path of a call. */
export const isApiUrl = (apiUrl: string): boolean => baseOf(apiUrl) !== undefined

/** True if a token can be a path segment: an empty one, `.` or `..` would name another path. */
export const isPathSegment = (token: Redacted.Redacted<string>): boolean =>
  !["", ".", ".."].includes(Redacted.value(token))

/** The request of a call; undefined if the `apiUrl` is invalid. */
export const requestOf = (
  { idInstance, apiUrl, apiTokenInstance }: Instance,
  { method, minutes, receiptId, receiveTimeout, body }: Call
): HttpClientRequest.HttpClientRequest | undefined => {
  const base = baseOf(apiUrl)
  if (base === undefined) return undefined
  const token = encodeURIComponent(Redacted.value(apiTokenInstance).toWellFormed())
  const place = encodeURIComponent(`waInstance${idInstance}`.toWellFormed())
  const rest = receiptId === undefined ? "" : `/${receiptId}`
  const urlParams = {
    ...(minutes === undefined ? {} : { minutes }),
    ...(receiveTimeout === undefined ? {} : { receiveTimeout })
  }
  const request = HttpClientRequest.make(methods[method])(`${base}/${place}/${method}/${token}${rest}`, {
    acceptJson: true,
    urlParams
  })
  return body === undefined ? request : HttpClientRequest.bodyJsonUnsafe(request, body)
}
