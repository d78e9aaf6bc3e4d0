import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { isDamagedEncoding, networkCode } from "../../src/client/no-reply.ts"

const secret = "https://host/waInstance1/getSettings/token"
const coded = (code: unknown, cause?: unknown) =>
  Object.assign(new Error(`failed for ${secret}`, { cause }), { code })

describe("why there was no reply", () => {
  it("is told by the code of the network", () => {
    for (const [code, expected] of [
      ["ECONNREFUSED", "connection_refused"],
      ["ENOTFOUND", "host_not_found"],
      ["EAI_AGAIN", "host_not_found"],
      ["ENETUNREACH", "network_unreachable"],
      ["UND_ERR_CONNECT_TIMEOUT", "connection_timeout"],
      ["ECONNRESET", "connection_broken"],
      ["UND_ERR_SOCKET", "connection_broken"],
      ["CERT_HAS_EXPIRED", "certificate_expired"],
      ["CERT_REVOKED", "certificate_untrusted"],
      ["DEPTH_ZERO_SELF_SIGNED_CERT", "certificate_self_signed"],
      ["ERR_PROXY_REFUSED", "proxy_refuses"],
      ["ERR_TLS_CERT_ALTNAME_INVALID", "certificate_of_other_name"],
      ["HPE_INVALID_CONSTANT", "not_http"],
      ["UND_ERR_HEADERS_OVERFLOW", "not_http"],
      ["EWHATEVER", "connection_failed"],
      [undefined, "connection_failed"]
    ] as const) {
      assert.strictEqual(networkCode(coded(code)), expected, code)
      assert.strictEqual(
        networkCode(new TypeError(`fetch failed: ${secret}`, { cause: coded(code) })),
        expected
      )
      assert.strictEqual(
        networkCode({ cause: { errors: [coded(code), coded("ECONNREFUSED")] } }),
        expected,
        code
      )
    }
  })

  it("is told of anything that is thrown, also in a circle, and never in its own words", () => {
    const circle: { cause?: unknown } = {}
    circle.cause = circle
    assert.strictEqual(networkCode(circle), "connection_failed")
    const known = /^[a-z_]+$/
    fc.assert(
      fc.property(fc.anything(), (thrown) => {
        assert.match(networkCode({ cause: thrown }), known)
        assert.notInclude(networkCode(coded(thrown)), "token")
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
