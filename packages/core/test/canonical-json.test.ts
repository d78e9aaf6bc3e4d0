import * as fc from "fast-check"
import { assert, it } from "vitest"
import { canonicalJson } from "../src/internal.ts"
import { json } from "./records.ts"

it("is the example of RFC 8785, whatever the order and the blanks", () => {
  const text = String.raw`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  }`
  assert.strictEqual(
    canonicalJson(JSON.parse(text)),
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`
  )
})

it("sorts names by UTF-16 units, as the RFC says", () => {
  const names = ["\u20ac", "\r", "\ufb33", "1", "\u{1f600}", "\u0080", "\u00f6"]
  const value = Object.fromEntries(names.map((name) => [name, 0]))
  const sorted = ["\\r", "1", "\u0080", "\u00f6", "\u20ac", "\u{1f600}", "\ufb33"]
  assert.strictEqual(canonicalJson(value), `{${sorted.map((name) => `"${name}":0`).join(",")}}`)
})

it("says the same of the same value, and another thing of another", () => {
  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffled)
    if (typeof value !== "object" || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([name, held]) => [name, shuffled(held)])
    )
  }
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalJson(value)
      assert.strictEqual(canonicalJson(shuffled(value)), text)
      assert.deepStrictEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)))
    })
  )
})

it("keeps a field named __proto__, and half surrogate pairs as escapes", () => {
  assert.strictEqual(canonicalJson(JSON.parse('{"b":1,"__proto__":2}')), '{"__proto__":2,"b":1}')
  assert.strictEqual(canonicalJson("\ud83d"), '"\\ud83d"')
})
