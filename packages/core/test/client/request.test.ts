import * as Redacted from "effect/Redacted"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type Call, isPathSegment, requestOf } from "../../src/client/request.ts"
import { isApiUrl } from "../../src/internal.ts"

const requested = (
  { apiUrl = "https://1101.api.green-api.com", idInstance = "1101000001", token = "abc" },
  call: Call = { method: "lastIncomingMessages" }
) => requestOf({ idInstance, apiUrl, apiTokenInstance: Redacted.make(token) }, call)

/** What a server makes of the path. */
const partsOf = (url: string) => new URL(url).pathname.split("/").slice(1).map(decodeURIComponent)

describe("the request of a call", () => {
  it("has instance, method and token in its path", () => {
    const request = requested({})
    assert.strictEqual(request?.method, "GET")
    assert.strictEqual(
      request?.url,
      "https://1101.api.green-api.com/waInstance1101000001/lastIncomingMessages/abc"
    )
    assert.deepStrictEqual([...(request?.urlParams.params ?? [])], [])
  })

  it("asks for minutes only if they are given", () => {
    const request = requested({}, { method: "lastOutgoingMessages", minutes: 60 })
    assert.deepStrictEqual([...(request?.urlParams.params ?? [])], [["minutes", "60"]])
  })

  it("posts settings as JSON", () => {
    const request = requested({}, { method: "setSettings", body: { incomingWebhook: "yes" } })
    assert.strictEqual(request?.method, "POST")
    const body = request?.body
    assert.strictEqual(
      body?._tag === "Uint8Array" ? new TextDecoder().decode(body.body) : "",
      '{"incomingWebhook":"yes"}'
    )
  })

  it("carries any token and any idInstance whole, as one part of the path", () => {
    const odd = fc.oneof(
      fc.string({ unit: "binary", minLength: 1 }),
      fc.constantFrom("a/b+c==", "../..", "%2e%2e", "100%", "?a=b#c", "жетон", "🔑", "a b\t", "..;/", "\\")
    )
    fc.assert(
      fc.property(odd, odd, (token, idInstance) => {
        fc.pre(isPathSegment(Redacted.make(token)))
        const [place, method, last, ...rest] = partsOf(requested({ token, idInstance })?.url ?? "")
        assert.deepStrictEqual(
          [place, method, last, rest],
          [`waInstance${idInstance}`, "lastIncomingMessages", token, []]
        )
      })
    )
  })

  it("takes half a surrogate pair in a token for a wrong token, not for a crash", () => {
    assert.deepStrictEqual(partsOf(requested({ token: "a\ud800", idInstance: "\udc00" })?.url ?? ""), [
      "waInstance\ufffd",
      "lastIncomingMessages",
      "a\ufffd"
    ])
  })

  it("cannot be made with a token that names another path", () => {
    for (const token of ["", ".", ".."]) assert.isFalse(isPathSegment(Redacted.make(token)))
    for (const token of ["...", "%2e", " ", "/"]) assert.isTrue(isPathSegment(Redacted.make(token)))
  })
})

describe("the apiUrl", () => {
  it("may end with slashes, have a port and a path", () => {
    for (const [apiUrl, place] of [
      ["https://api.green-api.com/", "https://api.green-api.com/"],
      ["http://127.0.0.1:8080", "http://127.0.0.1:8080/"],
      ["https://proxy.example/green//", "https://proxy.example/green/"],
      ["HTTPS://API.Green-API.com", "https://api.green-api.com/"]
    ] as const) {
      assert.isTrue(isApiUrl(apiUrl), apiUrl)
      assert.strictEqual(requested({ apiUrl })?.url, `${place}waInstance1101000001/lastIncomingMessages/abc`)
    }
  })

  it("is refused with user, query, fragment, the path of a call, or if it is no address of HTTP", () => {
    for (const apiUrl of [
      "",
      "1101.api.green-api.com",
      "ftp://api.green-api.com",
      "file:///etc/passwd",
      "javascript:alert(1)",
      "https://user@api.green-api.com",
      "https://user:password@api.green-api.com",
      "https://api.green-api.com?token=abc",
      "https://api.green-api.com/#abc",
      "https://api.green-api.com/waInstance1101000001/getSettings/abc",
      "https://api.green-api.com/WAINSTANCE1101000001",
      "https://"
    ]) {
      assert.isFalse(isApiUrl(apiUrl), apiUrl)
      assert.isUndefined(requested({ apiUrl }))
    }
  })
})
