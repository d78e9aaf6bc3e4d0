// Sentences in a window: no word is cut, and what is to be copied stays in one piece.
import { expect, it } from "vitest"
import { inWindow } from "../src/terminal/prose.ts"

it("breaks lines between words, keeps their indentation, and leaves short lines alone", () => {
  expect(inWindow("times are in UTC, the time zone of this computer\n", 20)).toBe(
    "times are in UTC,\nthe time zone of\nthis computer\n"
  )
  expect(inWindow("short  line\n\n    an indented line here", 16)).toBe(
    "short  line\n\n    an indented\n    line here"
  )
})

it("measures wide letters by their columns, and never cuts a word", () => {
  expect(inWindow("漢字 漢字 漢字", 9)).toBe("漢字 漢字\n漢字")
  expect(inWindow("see /a/path/that/is/longer now", 10)).toBe("see\n/a/path/that/is/longer\nnow")
})

it("leaves commands and what stands in backticks in one piece", () => {
  expect(inWindow("  chatledger stats --archive somewhere", 20)).toBe(
    "  chatledger stats --archive somewhere"
  )
  expect(inWindow("give it as `Authorization: Bearer TOKEN`, or so", 24)).toBe(
    "give it as\n`Authorization: Bearer TOKEN`,\nor so"
  )
  expect(inWindow("a ` alone is a sign like any other", 20)).toBe("a ` alone is a sign\nlike any other")
})
