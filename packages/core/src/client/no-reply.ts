// Why there was no reply, from the code of the network error, never from its message.
//
// Messages of HTTP clients contain the URL, and so the token; codes do not.
import type { NetworkCode } from "./call-reason.ts"

/** Codes that begin with `ERR_PROXY_` come from clients that distinguish a proxy from the service. */
const codes: ReadonlyArray<readonly [RegExp, NetworkCode]> = [
  [/^ERR_PROXY_AUTH$/, "proxy_wants_login"],
  [/^ERR_PROXY_REFUSED$/, "proxy_refuses"],
  [/^ERR_PROXY_UNREACHABLE$/, "proxy_unreachable"],
  [/^ERR_PROXY_BROKEN$/, "proxy_broken"],
  [/^ERR_PROXY_STRANGE$/, "proxy_not_service"],
  [/^ECONNREFUSED$/, "connection_refused"],
  [/^(ENOTFOUND|EAI_AGAIN|EAI_FAIL)$/, "host_not_found"],
  [/^(ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL)$/, "network_unreachable"],
  [/^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/, "connection_timeout"],
  [/^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|UND_ERR_ABORTED)$/, "connection_broken"],
  [/^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$/, "not_tls"],
  [/^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_)/, "certificate_self_signed"],
  [/^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/, "certificate_expired"],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, "certificate_of_other_name"],
  [/^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO)/, "certificate_untrusted"],
  [/^(HPE_|UND_ERR_|HTTPParserError$)/, "not_http"]
]

const codesIn = (error: unknown): ReadonlyArray<string> => {
  const found: Array<string> = []
  let held = error
  for (let depth = 0; depth < 8 && typeof held === "object" && held !== null; depth += 1) {
    const code: unknown = Reflect.get(held, "code")
    // Node's `fetch` parser identifies some errors by name only.
    const name: unknown = Reflect.get(held, "name")
    for (const text of [code, name]) if (typeof text === "string") found.push(text)
    const inner: unknown = Reflect.get(held, "cause")
    const several: unknown = Reflect.get(held, "errors")
    held = inner ?? (Array.isArray(several) ? several[0] : undefined)
  }
  return found
}

/** The code of a network error. */
export const networkCode = (error: unknown): NetworkCode => {
  const found = codesIn(error)
  return codes.find(([pattern]) => found.some((code) => pattern.test(code)))?.[1] ?? "connection_failed"
}

/** True if the body arrived but could not be decompressed: it is truncated or damaged. */
export const isDamagedEncoding = (error: unknown): boolean =>
  codesIn(error).some((code) => /^(Z_|ERR__ZLIB|ERR_BROTLI|ERR_ZLIB)/.test(code))
