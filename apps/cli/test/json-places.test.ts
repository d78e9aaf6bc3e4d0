import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { faultOf, placeAt, valueAt } from "../src/configuration/json-places.ts"

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** JSON with a character taken out, put in or changed. */
const nearlyJson = fc
  .tuple(
    fc.json(),
    fc.nat(),
    fc.constantFrom("", "{", "}", "[", "]", ",", ":", '"', "\\", "0", "-", "\n", "\t")
  )
  .map(([text, at, by]) => {
    const place = at % (text.length + 1)
    return text.slice(0, place) + by + text.slice(place + (at % 2))
  })

describe("places in JSON", () => {
  it("are told of everything that JSON.parse refuses, and of nothing that it takes", () => {
    fc.assert(
      fc.property(fc.oneof(nearlyJson, fc.json(), fc.string()), (text) => {
        expect(faultOf(text) === undefined, text).toBe(isJson(text))
      }),
      { numRuns: 2500 }
    )
  })

  it.each([
    ['{\n  "archive": "a",\n}', { line: 3, column: 1 }],
    ['{"a": 1 "b": 2}', { line: 1, column: 9 }],
    ['{"a":\r\n  tru}', { line: 2, column: 3 }],
    ["[01]", { line: 1, column: 3 }],
    ['{"a": "b\tc"}', { line: 1, column: 7 }],
    ["{", { line: 1, column: 2 }],
    ["", { line: 1, column: 1 }],
    ["{} {}", { line: 1, column: 4 }]
  ])("name where %j goes wrong", (text, place) => {
    expect(faultOf(text)).toEqual(place)
  })

  it("find every value by its path, and the last of two of one name", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const look = (held: unknown, path: ReadonlyArray<string | number>): void => {
          const found = valueAt(text, path)
          expect(JSON.parse(text.slice(found?.from, found?.to))).toEqual(JSON.parse(JSON.stringify(held)))
          if (typeof held !== "object" || held === null) return
          for (const [name, inner] of Object.entries(held))
            look(inner, [...path, Array.isArray(held) ? Number(name) : name])
        }
        look(value, [])
      })
    )
    const twice = '{"a": 1,\n "a": {"b": [true, null]}}'
    expect(valueAt(twice, ["a", "b", 1])).toMatchObject({ from: 28, to: 32, name: undefined })
    expect(placeAt(twice, valueAt(twice, ["a"])?.name ?? 0)).toEqual({ line: 2, column: 2 })
    expect(valueAt(twice, ["b"])).toBeUndefined()
  })

  it("are found in a text of any depth", () => {
    const deep = "[".repeat(100_000)
    expect(faultOf(deep)).toEqual({ line: 1, column: 100_001 })
    expect(faultOf(deep + "]".repeat(100_000))).toBeUndefined()
  })
})
