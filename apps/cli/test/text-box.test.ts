import type { Result } from "@chatledger/analytics"
import { INTEGER, VARCHAR } from "@duckdb/node-api"
import { displayWidth } from "effect/cli/CliOutput"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { writeTable } from "../src/output/text-table.ts"

const drawn = (rows: ReadonlyArray<readonly [string, number | null, string]>, columns: number): string => {
  const left = [rows]
  const result: Result = {
    columns: [
      { name: "name", type: VARCHAR },
      { name: "n", type: INTEGER },
      { name: "text", type: VARCHAR }
    ],
    next: Effect.sync(() => left.splice(0, 1)[0]),
    rest: Effect.succeed(0)
  }
  let said = ""
  const options = { isTerminal: true, columns, isBoxed: true }
  Effect.runSync(
    writeTable(result, options, (text) =>
      Effect.sync(() => {
        said += text
      })
    )
  )
  return said
}

describe("a box", () => {
  it("has lines around its cells, and numbers to the right", () => {
    expect(
      drawn(
        [
          ["Аня", 7, "a"],
          ["日本", 12345, "b"],
          ["", null, "🌸"]
        ],
        80
      )
    ).toBe(
      [
        "┌──────┬───────┬──────┐",
        "│ name │     n │ text │",
        "├──────┼───────┼──────┤",
        "│ Аня  │     7 │ a    │",
        "│ 日本 │ 12345 │ b    │",
        "│      │       │ 🌸   │",
        "└──────┴───────┴──────┘",
        ""
      ].join("\n")
    )
  })

  it("is never wider than the terminal, whatever it holds", () => {
    for (const columns of [10, 20, 40, 80, 200])
      for (const line of drawn([["x".repeat(90), 123456789, "日本".repeat(50)]], columns).split("\n"))
        if (!line.startsWith("…")) expect(displayWidth(line)).toBeLessThanOrEqual(columns)
  })

  it("names the columns that found no place", () => {
    const box = drawn([["x".repeat(90), 123456789, "y".repeat(90)]], 20)
    expect(box.trimEnd().split("\n").slice(-2)).toEqual(["… and 2 more", "columns: n, text"])
  })

  it("shows control characters and takes none to the terminal", () => {
    const text = drawn([["\u001b]0;title\u0007", 1, "a\nb\u009b31m\u202e"]], 80)
    for (const control of ["\u001b", "\u0007", "\u009b", "\u202e"]) expect(text).not.toContain(control)
    expect(text).toContain("␛]0;title␇")
    expect(text).toContain("a⏎b")
  })
})
