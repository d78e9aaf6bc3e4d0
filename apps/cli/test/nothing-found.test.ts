// What is said where nothing is found: why an answer is empty, and which chat may have been meant.
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { chatledger, newFolder } from "./command.ts"

const folder = newFolder()
const run = (...words: ReadonlyArray<string>) => chatledger(folder, [...words, "--tz", "UTC"])

beforeAll(() => {
  const records = ["Anna Vetrova", "Boris", "Boris \u001b[31mred"].map((senderName, index) => {
    const id = `7901000010${index}@c.us`
    const said = { type: "incoming", typeMessage: "textMessage", textMessage: "hi", chatId: id, senderId: id }
    return { ...said, idMessage: `M${index}`, timestamp: 1_767_225_600 + index, senderName }
  })
  writeFileSync(join(folder, "r.json"), JSON.stringify(records))
  expect(chatledger(folder, ["import", "r.json", "--instance", "1101000001"]).code).toBe(0)
})

describe("a chat", () => {
  it("may be named by a part of its name, in statistics, exports and the report, which tell which it is", () => {
    const { code, stderr, stdout } = run("stats", "messages_by_chat", "--chat", "vetr", "--format", "json")
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject([{ chat_id: "79010000100@c.us" }])
    expect(stderr).toContain("--chat vetr is Anna Vetrova (79010000100@c.us)")
    const exported = run("export", "--table", "chats", "--format", "csv", "-o", "-", "--chat", "Anna Vetrova")
    expect(exported.stdout).toMatch(/^1101000001,79010000100@c\.us,/m)
    expect(exported.stdout).not.toContain("79010000101")
    expect(run("report", "--chat", "vetr", "-o", "r.html").stderr).toContain("--chat vetr is Anna Vetrova")
  })

  it("that could be several, or is unknown, is refused with those that are meant, and no escape is obeyed", () => {
    const several = run("stats", "messages_by_chat", "--chat", "bor")
    expect(several.code).toBe(2)
    expect(several.stderr).toMatch(
      /--chat bor matches several chats: Boris .*\(79010000102@c\.us\), Boris \(79010000101@c\.us\)/
    )
    expect(several.stderr).not.toContain("\u001b")
    const unknown = run("export", "--chat", "Vetrov A", "--locale", "ru")
    expect(unknown).toMatchObject({ code: 2, stdout: "" })
    expect(unknown.stderr).toContain("нет чата Vetrov A: может быть, Anna Vetrova (79010000100@c.us)")
  })

  it("whose id is unknown is told, with ids that are like it, and the answer is empty", () => {
    const { code, stderr, stdout } = run(
      "stats",
      "messages_by_chat",
      "--chat",
      "79010000109@c.us",
      "--format",
      "json"
    )
    expect({ code, stdout }).toEqual({ code: 0, stdout: "[]\n" })
    expect(stderr).toContain("this archive has no chat 79010000109@c.us: did you mean")
    expect(stderr).toContain(
      "no messages match this selection: the archive has messages from 2026-01-01 00:00:00"
    )
  })
})

describe("an empty answer", () => {
  it("says that there are no messages in the period, and when there are", () => {
    for (const words of [
      ["stats", "messages_by_chat"],
      ["export", "-o", "out", "--force"],
      ["report", "-o", "r.html", "--force"]
    ])
      expect(run(...words, "--from", "2026-02-01").stderr, words[0]).toContain(
        "no messages since 2026-02-01 00:00:00: the newest is from 2026-01-01 00:00:02"
      )
    expect(run("stats", "words", "--to", "2025-12-31", "--locale", "ru").stderr).toContain(
      "сообщений до 2025-12-31 00:00:00 нет: самое старое — от 2026-01-01 00:00:00"
    )
  })

  it("says so where messages hold nothing of the kind", () => {
    expect(run("stats", "poll_results", "--format", "csv").stderr).toContain(
      "no rows: there are messages, but none that poll_results is about"
    )
  })
})
