// The one place where a token becomes part of an address.
//
// A request is never shown, logged or traced: its URL holds the token. Redirects are not followed, since the
// address they name could get the token too.
// Source: https://green-api.com/en/docs/api/
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Redacted from "effect/Redacted"
import type { Instance } from "./instance.ts"

/** The calls of the API that a journal, its directory and its files need, with their verbs. */
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
  getChatHistory: "POST"
} as const satisfies Record<string, "GET" | "POST">

/** A call of the API. */
export type Method = keyof typeof methods

/** What a call carries. */
export interface Call {
  readonly method: Method
  /** Size of the window that ends now; the service takes 1440 if none is given. */
  readonly minutes?: number | undefined
  /** JSON of a `POST`. */
  readonly body?: Readonly<Record<string, unknown>> | undefined
}

/** The address of a pool without a slash at its end; undefined if it is none, or holds more than an address. */
const baseOf = (apiUrl: string): string | undefined => {
  const url = URL.parse(apiUrl)
  const isPlain =
    url !== null &&
    (url.protocol === "https:" || url.protocol === "http:") &&
    `${url.username}${url.password}${url.search}${url.hash}` === "" &&
    !/waInstance/i.test(url.pathname)
  return isPlain ? `${url.origin}${url.pathname.replace(/\/+$/, "")}` : undefined
}

/** Tells whether a text can be the `apiUrl` of an instance: an address without user, query, or the path of a call. */
export const isApiUrl = (apiUrl: string): boolean => baseOf(apiUrl) !== undefined

/** Tells whether a token can be in a path: a part that is empty, `.` or `..` names another path. */
export const isPathSegment = (token: Redacted.Redacted<string>): boolean =>
  !["", ".", ".."].includes(Redacted.value(token))

/** The request of a call; undefined if the `apiUrl` is no address. */
export const requestOf = (
  { idInstance, apiUrl, apiTokenInstance }: Instance,
  { method, minutes, body }: Call
): HttpClientRequest.HttpClientRequest | undefined => {
  const base = baseOf(apiUrl)
  if (base === undefined) return undefined
  const token = encodeURIComponent(Redacted.value(apiTokenInstance).toWellFormed())
  const place = encodeURIComponent(`waInstance${idInstance}`.toWellFormed())
  const request = HttpClientRequest.make(methods[method])(`${base}/${place}/${method}/${token}`, {
    acceptJson: true,
    ...(minutes === undefined ? {} : { urlParams: { minutes } })
  })
  return body === undefined ? request : HttpClientRequest.bodyJsonUnsafe(request, body)
}
