import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import ExcelJS from "exceljs"
import { describe, expect, it } from "vitest"
import { itInFull } from "./breadth.ts"
import { chatledger, newFolder } from "./command.ts"
import { poll, reply, text, vote } from "./replies.ts"
import { hasTerminal, inTerminal } from "./terminal.ts"

const filled = () => {
  const folder = newFolder()
  const body = reply(
    text("M1", "едем на озеро \u001b[31mв субботу"),
    text("M2", "кто с нами на Озёра?", 1_770_000_060),
    text("M3", "никто", 1_770_000_090),
    poll,
    vote("V1", "79000000092@c.us", ["Озеро"], 1_770_000_110)
  )
  writeFileSync(join(folder, "reply.json"), body)
  const words = ["import", "reply.json", "--instance", "1101000091", "--requested-at", "2026-02-02T03:00:00Z"]
  expect(chatledger(folder, words).code).toBe(0)
  return folder
}

describe("chatledger search", () => {
  const folder = filled()
  const run = (...words: ReadonlyArray<string>) => chatledger(folder, ["search", ...words])
  const json = (...words: ReadonlyArray<string>) => JSON.parse(run(...words).stdout)

  it("finds words in any form, and gives rows to programs", () => {
    const rows = json("озеро")
    expect(
      rows.map((row: { message_id: string; found_in: string }) => [row.message_id, row.found_in])
    ).toEqual([
      ["POLL1", "poll"],
      ["M2", "text"],
      ["M1", "text"]
    ])
    expect(Object.keys(rows[0])).toEqual(
      "hit place sent_at instance_id chat_id chat_name message_id sender_id sender_name found_in text link".split(
        " "
      )
    )
    expect(json("озеро", "суббота").map((row: { message_id: string }) => row.message_id)).toEqual(["M1"])
    expect(json('"на озеро"', "--chat", "Вера")).toHaveLength(1)
    expect(json("вера")[0]).toMatchObject({ found_in: "name", text: "Вера", chat_id: "79000000091@c.us" })
  })

  it("lists what it found: when, where, who, and what stands around it", () => {
    const { code, stdout } = run(
      "озёра",
      "--format",
      "table",
      "--tz",
      "UTC",
      "--context",
      "1",
      "--limit",
      "2"
    )
    expect(code).toBe(0)
    expect(stdout).toBe(`2026-02-02 02:41  120363000000000091@g.us · Вера · poll
    Куда едем?⏎Озеро⏎Горы

2026-02-02 02:41  Вера
    Вера: едем на озеро ␛[31mв субботу
  > кто с нами на Озёра?
    Вера: никто
`)
  })

  it.skipIf(!hasTerminal)(
    "marks on a terminal what was looked for, and obeys nothing that strangers wrote",
    async () => {
      const terminal = inTerminal(folder, ["search", "суббота", "--quiet"], { columns: 60 })
      const shown = await terminal.type("", "субботу")
      expect(shown).toContain("2026-02-02 02:40  Вера")
      expect(shown).toContain("\u001b[1;33mсубботу")
      expect(shown).toContain("␛[31mв")
      expect(shown.replaceAll("\u001b[1;33m", "")).not.toContain("\u001b[31m")
      expect(await terminal.ended).toBe(0)
    }
  )

  it("says how many more there are, and why there is nothing", () => {
    expect(run("озеро", "--format", "table", "--limit", "1").stderr).toContain("1 of 3: --limit 3 shows all")
    const unknown = run("озреро")
    expect(unknown.code).toBe(0)
    expect(unknown.stdout).toBe("[]\n")
    expect(unknown.stderr).toContain("no message has the word озреро: did you mean озеро")
    expect(run("озеро", "никто").stderr).toContain("nothing found")
    expect(run("озеро", "--from", "2027-01-01").stderr).toContain("no messages since 2027-01-01")
  })

  it("says whom --sender means where that may not be clear", () => {
    const several = newFolder()
    const other = { ...text("M2", "никто"), senderId: "79000000093@c.us", senderName: "Вероника" }
    writeFileSync(
      join(several, "reply.json"),
      reply(text("M1", "никто"), { ...other, chatId: other.senderId })
    )
    chatledger(several, ["import", "reply.json", "--instance", "1101000091", "--requested-at", "mtime"])
    const told = (...words: ReadonlyArray<string>) =>
      chatledger(several, ["search", "никто", "--tz", "UTC", ...words]).stderr
    expect(told("--sender", "вер")).toContain("--sender means Вера, Вероника")
    expect(told("--sender", "вер", "--locale", "ru")).toContain("--sender — это Вера, Вероника")
    expect(told("--sender", "вера")).not.toContain("--sender")
    expect(told("--sender", "вера", "--sender", "вероника")).not.toContain("--sender")
    expect(told("--sender", "Жанна")).toMatch(/no sender has the id, number or name Жанна/)
    expect(told("--sender", "Жанна")).not.toContain("nothing found")
  })

  it("has Russian headings in a Russian workbook", async () => {
    expect(run("озеро", "-o", "ru.xlsx", "--locale", "ru").code).toBe(0)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(join(folder, "ru.xlsx"))
    const headings = workbook.worksheets.at(-1)?.getRow(1).values
    expect(String(headings)).not.toMatch(/[a-z]{4}/)
    expect(headings).toEqual(expect.arrayContaining(["Находка", "Где найдено", "Ссылка", "Текст"]))
  })

  itInFull("links into transcripts", () => {
    expect(chatledger(folder, ["transcript", "-o", "told"]).code).toBe(0)
    const [row] = json("никто", "--transcripts", "told")
    expect(row.link).toMatch(/^file:\/\/\/.*\/told\/.*79000000091@c\.us\.html#m-M3$/)
    const refused = run("никто", "--transcripts", ".")
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain("chatledger transcript -o .")
  })

  itInFull("writes files, and its own again, nobody else's", () => {
    expect(run("озеро", "-o", "found.csv").code).toBe(0)
    expect(readFileSync(join(folder, "found.csv"), "utf8").split("\r\n")).toHaveLength(5)
    expect(run("озеро", "-o", "found.csv").code).toBe(0)
    expect(run("озеро", "-o", "found.txt").code).toBe(0)
    expect(run("озеро", "-o", "found.xlsx").code).toBe(0)
    writeFileSync(join(folder, "mine.txt"), "mine")
    expect(run("озеро", "-o", "mine.txt").code).toBe(7)
    expect(readFileSync(join(folder, "mine.txt"), "utf8")).toBe("mine")
  })

  itInFull("refuses nothing to look for, and numbers that are none", () => {
    for (const words of [[""], ['""'], ["озеро", "--limit", "-1"], ["озеро", "--context", "x"], []])
      expect(run(...words).code, words.join(" ")).toBe(2)
  })
})
