import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { chatledger, newFolder } from "./command.ts"
import { poll, reaction, reply, text, vote } from "./replies.ts"

const filled = () => {
  const folder = newFolder()
  const body = reply(
    text("M1", "до встречи \u001b[31mна озере"),
    poll,
    vote("V1", "79000000092@c.us", ["Озеро"], 1_770_000_110),
    reaction("R1", "👍", 1_770_000_130)
  )
  writeFileSync(join(folder, "reply.json"), body)
  const words = ["import", "reply.json", "--instance", "1101000091", "--requested-at", "2026-02-02T03:00:00Z"]
  expect(chatledger(folder, words).code).toBe(0)
  return folder
}

const group = "120363000000000091@g.us.html"
const vera = "Вера 79000000091@c.us.html"
const place = "chatledger-transcripts"

describe("chatledger transcript", () => {
  const folder = filled()
  const run = (...words: ReadonlyArray<string>) => chatledger(folder, ["transcript", ...words])
  const read = (name: string) => readFileSync(join(folder, name), "utf8")

  it("writes a file for each chat and a list of them, for their user alone, and says where they are", () => {
    const { code, stderr, stdout } = run("--tz", "UTC")
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" })
    expect(stderr).toContain(`2 chats, 2 messages: open ${join(place, "index.html")}`)
    expect(readdirSync(join(folder, place)).toSorted()).toEqual([group, "index.html", "manifest.json", vera])
    expect(statSync(join(folder, place)).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, place, vera)).mode & 0o777).toBe(0o600)
    expect(read(join(place, group))).toContain("Куда едем?")
    expect(read(join(place, vera))).not.toContain("\u001b")
    expect(JSON.parse(read(join(place, "manifest.json"))).source.transcripts).toContainEqual({
      file: vera,
      instance_id: "1101000091",
      chat_id: "79000000091@c.us"
    })
  })

  it("writes the same bytes again, and takes a file away whose chat is called otherwise by now", () => {
    const before = read(join(place, vera))
    expect(run("--tz", "UTC").code).toBe(0)
    expect(read(join(place, vera))).toBe(before)
    writeFileSync(join(folder, "names.csv"), "id,name\n79000000091@c.us,Вера К.\n")
    writeFileSync(join(folder, place, "mine.html"), "mine")
    expect(run("--tz", "UTC", "--names", "names.csv").code).toBe(0)
    expect(readdirSync(join(folder, place)).toSorted()).toEqual([
      group,
      "index.html",
      "manifest.json",
      "mine.html",
      "Вера К 79000000091@c.us.html"
    ])
    expect(read(join(place, "mine.html"))).toBe("mine")
  })

  it("never replaces a file of somebody else without --force", () => {
    mkdirSync(join(folder, "other"))
    writeFileSync(join(folder, "other", "index.html"), "mine")
    writeFileSync(join(folder, "mine.txt"), "mine")
    expect(run("-o", "other").code).toBe(7)
    expect(readdirSync(join(folder, "other"))).toEqual(["index.html"])
    expect(run("--chat", "Вера", "-o", "mine.txt").code).toBe(7)
    expect(read("mine.txt")).toBe("mine")
    expect(run("--chat", "Вера", "-o", "mine.txt", "--force").code).toBe(0)
    expect(run("--chat", "Вера", "-o", "mine.txt").code).toBe(0)
    expect(read("mine.txt")).toContain("на озере")
  })

  it("writes one chat as a file or into a pipe, in the language and format asked for", () => {
    expect(run("--chat", "вер", "-o", "one.md", "--locale", "ru").code).toBe(0)
    expect(read("one.md")).toMatch(
      /^# Вера\n\nличный чат · \+79000000091 · сообщений: 1 · 2 февраля 2026 г\.\n/
    )
    const { code, stdout } = run("--chat", poll.chatId, "--format", "txt", "-o", "-", "--tz", "Asia/Almaty")
    expect(code).toBe(0)
    expect(stdout).toContain("07:41  Вера: Poll, one answer: Куда едем?\n       - Озеро: 1 (Олег)\n")
    expect(run("--chat", poll.chatId, "-o", "-").stdout.startsWith("<!doctype html>")).toBe(true)
  })

  it("refuses what fits no file, and tells why there is nothing", () => {
    const several = run("-o", "-")
    expect(several.code).toBe(2)
    expect(several.stderr).toContain("--out - is a file for one chat, but 2 are selected: ")
    expect(run("-o", "all.html").code).toBe(2)
    expect(run("--chat", "Вера", "-o", "one.pdf").code).toBe(2)
    expect(run("--chat", "Вера", "--format", "md", "-o", "one.html").code).toBe(2)
    expect(run("--chat", "nobody").code).toBe(2)
    const empty = run("--from", "2027-01-01", "-o", "empty")
    expect(empty.code).toBe(0)
    expect(empty.stderr).toContain("no messages since 2027-01-01")
    expect(existsSync(join(folder, "empty"))).toBe(false)
  })

  it("shows nobody under pseudonyms, and needs another folder for them", () => {
    writeFileSync(join(folder, "a.key"), "0123456789abcdef".repeat(4), { mode: 0o600 })
    const tokens = ["--pseudonymize", "--key-file", "a.key"]
    expect(run(...tokens).code).toBe(7)
    const { code, stderr } = run(...tokens, "--chat", "Вера", "-o", "given", "--format", "html")
    expect(stderr).toContain("1 chat, 1 message: open given/")
    expect(code).toBe(0)
    const files = readdirSync(join(folder, "given"))
    const all = files.map((name) => name + read(join("given", name))).join("\n")
    for (const told of ["Вера", "7900000", "1101000091", "озере"]) expect(all).not.toContain(told)
    expect(run("--pseudonymize").code).toBe(2)
  })
})
