import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { chatledger, newFolder } from "./command.ts"
import { reply, text } from "./replies.ts"

const instance = "1101000091"

describe("chatledger stats", () => {
  const folder = newFolder()
  writeFileSync(join(folder, "reply.json"), reply(text("M1", "hello")))
  const words = ["--instance", instance, "--journal", "incoming", "--requested-at", "2026-02-02T03:00:00Z"]
  const stats = (...more: ReadonlyArray<string>) =>
    chatledger(folder, ["stats", "messages_by_type", "--tz", "UTC", "--format", "json", ...more])

  it("does not mention coverage if no period was given", () => {
    expect(chatledger(folder, ["import", "reply.json", ...words]).code).toBe(0)
    expect(stats("--from", "2026-01-01").stderr).not.toContain("covered in this period")
  })

  it("says how much of the asked period is covered, if not all of it", () => {
    expect(chatledger(folder, ["import", "reply.json", ...words, "--minutes", "61"]).code).toBe(0)
    // Covered is from a minute after the window begins to three minutes before the request: 57 minutes.
    expect(stats("--from", "2026-02-02T01:00:00Z", "--to", "2026-02-02T03:00:00Z").stderr).toContain(
      `covered in this period: ${instance} incoming 47.5 %`
    )
    const within = ["--from", "2026-02-02T02:05:00Z", "--to", "2026-02-02T02:50:00Z"]
    expect(stats(...within).stderr).not.toContain("covered in this period")
  })
})
