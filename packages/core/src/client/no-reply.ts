// Why there was no reply, in words: from the code of the network's error, never from its message.
//
// Messages of HTTP clients print the URL, and the token is in it; codes do not.

/** Codes that begin with `ERR_PROXY_` are those of a client that knows its proxy from the service. */
const reasons: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /^ERR_PROXY_AUTH$/,
    "the proxy wants a user and a password (407), as in HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT"
  ],
  [
    /^ERR_PROXY_REFUSED$/,
    "the proxy refuses the way there (ask who runs it, or name the host of apiUrl in NO_PROXY)"
  ],
  [
    /^ERR_PROXY_UNREACHABLE$/,
    "the proxy cannot be reached (correct HTTPS_PROXY or HTTP_PROXY, or name the host of apiUrl in NO_PROXY)"
  ],
  [
    /^ERR_PROXY_BROKEN$/,
    "the connection through the proxy was broken off (correct HTTPS_PROXY or HTTP_PROXY, or name the host of apiUrl in NO_PROXY)"
  ],
  [
    /^ERR_PROXY_STRANGE$/,
    "what comes through the proxy is not the service (correct HTTPS_PROXY or HTTP_PROXY, or name the host of apiUrl in NO_PROXY)"
  ],
  [/^ECONNREFUSED$/, "nobody answers at this address"],
  [/^(ENOTFOUND|EAI_AGAIN|EAI_FAIL)$/, "the name of the server cannot be resolved"],
  [/^(ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL)$/, "there is no network, or no way to the server"],
  [/^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/, "the server cannot be reached in time"],
  [/^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|UND_ERR_ABORTED)$/, "the connection was broken off"],
  [
    /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$/,
    "the server does not speak TLS there (is apiUrl https where it has to be http?)"
  ],
  [
    /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_)/,
    "its certificate is not trusted (a CA of your own stands in a file that NODE_EXTRA_CA_CERTS names)"
  ],
  [
    /^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/,
    "its certificate has expired or is not valid yet (set the clock of this machine if it is wrong)"
  ],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, "its certificate is for another name (compare apiUrl with the console)"],
  [/^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO)/, "its certificate is not trusted"],
  [/^(HPE_|UND_ERR_|HTTPParserError$)/, "what came back is not HTTP"]
]

const codesIn = (error: unknown): ReadonlyArray<string> => {
  const codes: Array<string> = []
  let held = error
  for (let depth = 0; depth < 8 && typeof held === "object" && held !== null; depth += 1) {
    const code: unknown = Reflect.get(held, "code")
    // The parser of `fetch` in Node tells its errors by name where it has no code.
    const name: unknown = Reflect.get(held, "name")
    for (const text of [code, name]) if (typeof text === "string") codes.push(text)
    const inner: unknown = Reflect.get(held, "cause")
    const several: unknown = Reflect.get(held, "errors")
    held = inner ?? (Array.isArray(several) ? several[0] : undefined)
  }
  return codes
}

/** The reason of a network error, without anything that it says itself. */
export const networkReason = (error: unknown): string => {
  const codes = codesIn(error)
  return reasons.find(([pattern]) => codes.some((code) => pattern.test(code)))?.[1] ?? "the connection failed"
}

/** Tells whether the body could not be decompressed: it came, and is cut or damaged. */
export const isDamagedEncoding = (error: unknown): boolean =>
  codesIn(error).some((code) => /^(Z_|ERR__ZLIB|ERR_BROTLI|ERR_ZLIB)/.test(code))
