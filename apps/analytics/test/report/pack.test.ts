// Columns, text and steps come back as they went in, for any numbers and bytes.
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { bytesOf, textOf } from "../../src/report/base85.ts"
import { type Coding, decode, encode } from "../../src/report/columns.ts"
import { answerError, secondsOf, stepOf } from "../../src/report/seconds.ts"

const numbers = fc.array(fc.oneof(fc.nat(200), fc.nat(2 ** 31 - 1)), { maxLength: 300 })

const back = (values: ReadonlyArray<number>, coding: Coding, key: ReadonlyArray<number> = []) => [
  ...decode(encode(values, coding, key), values.length, coding, key)
]

describe("a column of numbers", () => {
  it("comes back, whichever way it is written", () => {
    fc.assert(
      fc.property(numbers, numbers, (values, others) => {
        const key = values.map((_, row) => others[row] ?? 0)
        const rising = values.toSorted((a, b) => a - b)
        const groups = values.map((value) => value % 3).sort()
        const restarting = values
          .map((value, row) => [groups[row] ?? 0, value] as const)
          .sort((a, b) => a[0] - b[0] || a[1] - b[1])
          .map(([, value]) => value)
        const above = values.map((value, row) => Math.min(2 ** 31 - 1, value + (key[row] ?? 0)))
        expect(back(values, "plain")).toEqual(values)
        expect(back(rising, "rising")).toEqual(rising)
        expect(back(restarting, { restarting: "key" }, groups)).toEqual(restarting)
        expect(back(above, { above: "key" }, key)).toEqual(above)
        expect(back(values, { near: "key" }, key)).toEqual(values)
      })
    )
  })

  it("is refused if the format cannot contain it", () => {
    expect(() => encode([2, 1], "rising")).toThrow(RangeError)
    expect(() => encode([1], { above: "key" }, [2])).toThrow(RangeError)
    expect(() => encode([-1], "plain")).toThrow(RangeError)
  })
})

describe("bytes as text", () => {
  it("come back, but for zeros at the end, and are never markup", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = textOf(bytes)
        expect(text).not.toMatch(/[<>&"'\\\s]/)
        expect([...bytesOf(text).subarray(0, bytes.length)]).toEqual([...bytes])
        expect(text.length).toBe(5 * Math.ceil(bytes.length / 4))
      })
    )
  })
})

describe("seconds of an answer", () => {
  it("are accurate to within the error that the page shows", () => {
    fc.assert(
      fc.property(fc.nat(100_000_000), (seconds) => {
        expect(Math.abs(secondsOf(stepOf(seconds)) - seconds)).toBeLessThanOrEqual(answerError * seconds)
      })
    )
  })
})
