import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { chatledger, newFolder } from "./command.ts"

const demo = (folder: string) => chatledger(folder, ["demo", "--tz", "Europe/Moscow"])

describe("chatledger demo", () => {
  const folder = newFolder()
  const first = demo(folder)

  it("shows four statistics, where the files are, and what to try next", () => {
    expect(first.code).toBe(0)
    for (const name of ["reactions_by_emoji", "poll_results", "messages_by_sender", "response_times"])
      expect(first.stdout).toContain(`${name}: `)
    expect(first.stdout).toContain("chatledger.xlsx")
    expect(first.stdout).toContain("Try next")
    expect(readFileSync(join(folder, "chatledger-demo/report.html"), "utf8")).toContain("<!doctype html>")
  })

  it("prints what README shows of it", () => {
    const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8")
    const block = readme.split("```").find((text) => text.startsWith("\nemoji_base")) ?? ""
    const lines = block.split("\n").filter((line) => line !== "")
    expect(lines).toHaveLength(10)
    expect(lines.filter((line) => !first.stdout.includes(line))).toEqual([])
  })

  const shared = ["--archive", "chatledger-demo/archive", "--names", "chatledger-demo/names.csv"]
  const page = (name: string) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), "utf8")

  it.each([
    ["search.md", "en"],
    ["search.ru.md", "ru"]
  ])("holds what docs/%s finds in it", (name, locale) => {
    const block = page(name)
      .split("```")
      .find((text) => text.startsWith("\n$ chatledger search "))
    const [command = "", ...lines] = (block ?? "").replaceAll("\\\n", "").trim().split("\n")
    const words = command.replace("$ chatledger ", "").trim().split(/ +/)
    const options = ["--format", "table", ...(words.includes("--locale") ? [] : ["--locale", locale])]
    const { stdout } = chatledger(folder, [...words, ...options])
    const found = stdout.trimEnd().split("\n")
    // A line that the width of the terminal has cut ends with an ellipsis.
    expect(found.map((line, i) => line.slice(0, lines[i]?.replace(/…$/, "").length))).toEqual(
      lines.map((line) => line.replace(/…$/, ""))
    )
  })

  it("answers the query of docs/shell.md as shown there", () => {
    const [, block = ""] = /```\n(\$ chatledger sql .*?)```/s.exec(page("shell.md")) ?? []
    const query = [...block.matchAll(/^(?:sql>|\.\.\.>) (.*)$/gm)].map(([, line]) => line).join("\n")
    const rows = [...block.matchAll(/^│ (.*) │$/gm)].map(([, row = ""]) =>
      row.split("│").map((cell) => cell.trim())
    )
    const asked = ["sql", query.split(";")[0] ?? "", "--format", "csv", "--tz", "UTC", ...shared.slice(0, 2)]
    const { stdout } = chatledger(folder, asked)
    const printed = stdout.trim().split("\r\n")
    expect(rows.length).toBeGreaterThan(3)
    expect(
      printed.map((line) => line.split(",").map((cell) => cell.replace(/(?<=\d)T/, " ").replace(/Z$/, "")))
    ).toEqual(rows)
  })

  it("replaces a folder that a demo made with the same files, and no other folder", () => {
    const place = join(folder, "chatledger-demo/files")
    const read = () => new Map(readdirSync(place).map((file) => [file, readFileSync(join(place, file))]))
    const before = read()
    expect([...before.keys()]).toEqual(expect.arrayContaining(["messages.parquet", "messages.csv"]))
    expect(demo(folder).code).toBe(0)
    const after = read()
    expect([...after.keys()]).toEqual([...before.keys()])
    for (const [file, bytes] of before) expect([file, after.get(file)?.equals(bytes)]).toEqual([file, true])
    expect(chatledger(folder, ["demo", "--out", "chatledger-demo/files"]).code).toBe(2)
  })
})
