import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { isDamagedEncoding, networkReason } from "../../src/client/no-reply.ts"

const secret = "https://host/waInstance1/getSettings/token"
const coded = (code: unknown, cause?: unknown) =>
  Object.assign(new Error(`failed for ${secret}`, { cause }), { code })

describe("why there was no reply", () => {
  it("is told by the code of the network", () => {
    for (const [code, reason] of [
      ["ECONNREFUSED", "nobody answers at this address"],
      ["ENOTFOUND", "the name of the server cannot be resolved"],
      ["EAI_AGAIN", "the name of the server cannot be resolved"],
      ["ENETUNREACH", "there is no network, or no way to the server"],
      ["UND_ERR_CONNECT_TIMEOUT", "the server cannot be reached in time"],
      ["ECONNRESET", "the connection was broken off"],
      ["UND_ERR_SOCKET", "the connection was broken off"],
      [
        "CERT_HAS_EXPIRED",
        "its certificate has expired or is not valid yet (set the clock of this machine if it is wrong)"
      ],
      ["CERT_REVOKED", "its certificate is not trusted"],
      [
        "DEPTH_ZERO_SELF_SIGNED_CERT",
        "its certificate is not trusted (a CA of your own stands in a file that NODE_EXTRA_CA_CERTS names)"
      ],
      [
        "ERR_PROXY_REFUSED",
        "the proxy refuses the way there (ask who runs it, or name the host of apiUrl in NO_PROXY)"
      ],
      [
        "ERR_TLS_CERT_ALTNAME_INVALID",
        "its certificate is for another name (compare apiUrl with the console)"
      ],
      ["HPE_INVALID_CONSTANT", "what came back is not HTTP"],
      ["UND_ERR_HEADERS_OVERFLOW", "what came back is not HTTP"],
      ["EWHATEVER", "the connection failed"],
      [undefined, "the connection failed"]
    ] as const) {
      assert.strictEqual(networkReason(coded(code)), reason, code)
      assert.strictEqual(
        networkReason(new TypeError(`fetch failed: ${secret}`, { cause: coded(code) })),
        reason
      )
      assert.strictEqual(
        networkReason({ cause: { errors: [coded(code), coded("ECONNREFUSED")] } }),
        reason,
        code
      )
    }
  })

  it("is told of anything that is thrown, also in a circle, and never in its own words", () => {
    const circle: { cause?: unknown } = {}
    circle.cause = circle
    assert.strictEqual(networkReason(circle), "the connection failed")
    const known = /^[a-z,A-Z ]+$/
    fc.assert(
      fc.property(fc.anything(), (thrown) => {
        assert.match(networkReason({ cause: thrown }), known)
        assert.notInclude(networkReason(coded(thrown)), "token")
      })
    )
  })

  it("is not the network if the compression is damaged", () => {
    for (const code of [
      "Z_BUF_ERROR",
      "Z_DATA_ERROR",
      "ERR__ZLIB_INITIALIZATION_FAILED",
      "ERR_BROTLI_DECODER"
    ])
      assert.isTrue(isDamagedEncoding(new TypeError("terminated", { cause: coded(code) })), code)
    assert.isFalse(isDamagedEncoding(coded("ECONNRESET")))
  })
})
