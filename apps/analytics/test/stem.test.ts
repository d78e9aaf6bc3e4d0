import { expect, it } from "vitest"
import { stemOf } from "../src/words/stem.ts"

it("gives forms of a word one stem, in Russian and English", () => {
  expect(stemOf("ёлками")).toBe(stemOf("елка"))
  expect(stemOf("meetings")).toBe(stemOf("meeting"))
})

it("leaves what is too long for a word as it is, so that no text takes long to read", () => {
  for (const letters of ["walking".repeat(10), "бежала".repeat(11)]) expect(stemOf(letters)).toBe(letters)
})
