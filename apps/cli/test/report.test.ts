import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { relativeAddress } from "../src/output/transcript-folder.ts"
import { itInFull } from "./breadth.ts"
import { chatledger, newFolder } from "./command.ts"
import { poll, reaction, reply, text, vote } from "./replies.ts"

const filled = () => {
  const folder = newFolder()
  const body = reply(
    text("M1", "a </script><script>alert(1)</script> text"),
    poll,
    vote("V1", "79000000092@c.us", ["Озеро"], 1_770_000_110),
    reaction("R1", "👍🏽", 1_770_000_130)
  )
  writeFileSync(join(folder, "reply.json"), body)
  const words = ["import", "reply.json", "--instance", "1101000091", "--requested-at", "2026-02-02T03:00:00Z"]
  expect(chatledger(folder, words).code).toBe(0)
  return folder
}

const usual = "chatledger-report.html"
const hash = /script-src 'sha256-[\w+/]{43}='; style-src 'sha256-[\w+/]{43}='/

describe("chatledger report", () => {
  const folder = filled()
  const html = (name = usual) => readFileSync(join(folder, name), "utf8")

  it("writes one file whose policy lets it load nothing, and says where it is", () => {
    const { code, stdout, stderr } = chatledger(folder, ["report", "--tz", "Europe/Moscow"])
    expect(code).toBe(0)
    expect(stdout).toBe("")
    const kilobytes = Math.round(Buffer.byteLength(html()) / 1000)
    expect(stderr).toContain(`${usual}: ${kilobytes} kB; open it in a browser`)
    expect(html()).toContain("content=\"default-src 'none'; ")
    expect(html()).toMatch(hash)
    expect(html()).not.toContain("alert(1)")
    expect(html().match(/<\/script>/g)).toHaveLength(2)
    expect(readdirSync(folder).filter((name) => name.includes(".tmp-"))).toEqual([])
  })

  it("replaces an earlier report, with the same bytes for the same archive and options", () => {
    const before = html()
    expect(chatledger(folder, ["report", "--tz", "Europe/Moscow"]).code).toBe(0)
    expect(html()).toBe(before)
    expect(chatledger(folder, ["report", "--tz", "UTC"]).code).toBe(0)
    expect(html()).not.toBe(before)
  })

  itInFull("leads to transcripts beside it, and refuses a folder without any", () => {
    expect(chatledger(folder, ["report", "-o", "linked/before.html"]).code).toBe(0)
    expect(chatledger(folder, ["transcript", "-o", "linked/chatledger-transcripts"]).code).toBe(0)
    expect(chatledger(folder, ["report", "-o", "linked/after.html"]).code).toBe(0)
    expect(html("linked/after.html")).not.toBe(html("linked/before.html"))
    const { code, stderr } = chatledger(folder, ["report", "--transcripts", "linked", "-o", "none.html"])
    expect([code, stderr.includes("--transcripts linked: there are no HTML transcripts")]).toEqual([2, true])
    expect(relativeAddress("/a/b", "/a/t/x: 1%.html")).toBe("./../t/x%3A%201%25.html")
  })

  itInFull("begins in the language asked for", () => {
    expect(chatledger(folder, ["report", "--locale", "ru", "-o", "new/ru.html"]).code).toBe(0)
    expect(html("new/ru.html")).toContain('<html lang="ru">')
    expect(chatledger(folder, ["report", "--locale", "en"]).code).toBe(0)
    expect(html()).toContain('<html lang="en">')
  })

  it("goes to standard output for -", () => {
    const { code, stdout } = chatledger(folder, ["report", "-o", "-", "--share-safe"])
    expect(code).toBe(0)
    expect(stdout.startsWith("<!doctype html>")).toBe(true)
  })

  it("refuses a file that is no report with exit code 7, unless forced", () => {
    writeFileSync(join(folder, "mine.html"), "<!doctype html>mine")
    expect(chatledger(folder, ["report", "-o", "mine.html"]).code).toBe(7)
    expect(html("mine.html")).toBe("<!doctype html>mine")
    expect(chatledger(folder, ["report", "-o", "mine.html", "--force"]).code).toBe(0)
    expect(html("mine.html")).toMatch(hash)
  })

  it("ends with 7 where it cannot write, and leaves nothing", () => {
    writeFileSync(join(folder, "file"), "")
    expect(chatledger(folder, ["report", "-o", "file/report.html"]).code).toBe(7)
  })

  itInFull("refuses a folder, a wrong period and a missing archive with exit code 2", () => {
    mkdirSync(join(folder, "folder"))
    expect(chatledger(folder, ["report", "-o", "folder"]).code).toBe(2)
    expect(chatledger(folder, ["report", "--from", "2026-02-02", "--to", "2026-02-01"]).code).toBe(2)
    const empty = newFolder()
    expect(chatledger(empty, ["report"]).code).toBe(2)
    expect(existsSync(join(empty, usual))).toBe(false)
  })

  itInFull("is made of a period in which nothing happened, too", () => {
    const words = ["report", "--from", "2020-01-01", "--to", "2020-02-01", "-o", "empty.html"]
    expect(chatledger(folder, words).code).toBe(0)
    expect(html("empty.html")).toMatch(hash)
  })
})
