import { describe, expect, it } from "vitest"
import { shareText } from "../src/output/progress-share.ts"

describe("how far long work is", () => {
  it("is a share, and the time that is left once that can be told", () => {
    expect(shareText(250, 1000, 10_000, "en")).toBe(" (25 %, ~30 s)")
    expect(shareText(250, 1000, 10_000, "ru")).toBe(" (25 %, ~30 с)")
    expect(shareText(1, 1000, 10_000, "en")).toBe("")
    expect(shareText(1000, 1000, 10_000, "en")).toBe(" (100 %)")
  })

  it("is not said where the whole is not known", () => {
    expect(shareText(250, undefined, 10_000, "en")).toBe("")
    expect(shareText(0, 0, 0, "en")).toBe("")
  })
})
