import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { chatledger, newFolder } from "./command.ts"

const demo = () => {
  const folder = newFolder()
  return { folder, ran: chatledger(folder, ["demo", "--tz", "Europe/Moscow"]) }
}

describe("chatledger demo", () => {
  const first = demo()

  it("shows four statistics, where the files are, and what to try next", () => {
    expect(first.ran.code).toBe(0)
    for (const name of ["reactions_by_emoji", "poll_results", "messages_by_sender", "response_times"])
      expect(first.ran.stdout).toContain(`${name}: `)
    expect(first.ran.stdout).toContain("chatledger.xlsx")
    expect(first.ran.stdout).toContain("Try next")
    expect(readFileSync(join(first.folder, "chatledger-demo/report.html"), "utf8")).toContain(
      "<!doctype html>"
    )
  })

  it("prints what README shows of it", () => {
    const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8")
    const block = readme.split("```").find((text) => text.startsWith("\nemoji_base")) ?? ""
    const lines = block.split("\n").filter((line) => line !== "")
    expect(lines).toHaveLength(10)
    expect(lines.filter((line) => !first.ran.stdout.includes(line))).toEqual([])
  })

  it("writes the same files every time", () => {
    const second = demo()
    const files = readdirSync(join(first.folder, "chatledger-demo/files"))
    expect(files).toContain("messages.parquet")
    expect(files).toContain("messages.csv")
    for (const file of files)
      expect(
        readFileSync(join(second.folder, "chatledger-demo/files", file)).equals(
          readFileSync(join(first.folder, "chatledger-demo/files", file))
        )
      ).toBe(true)
  })

  it("replaces a folder that a demo made, and no other", () => {
    expect(chatledger(first.folder, ["demo"]).code).toBe(0)
    expect(chatledger(first.folder, ["demo", "--out", "chatledger-demo/files"]).code).toBe(2)
  })
})
