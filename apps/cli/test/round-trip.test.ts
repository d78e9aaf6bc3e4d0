import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { publicTables } from "@chatledger/analytics"
import Papa from "papaparse"
import { describe, expect, it } from "vitest"
import { chatledger, newFolder, rowsOf } from "./command.ts"
import { poll, reaction, reply, text, vote } from "./replies.ts"

const importOf = (folder: string, name: string, body: string, requestedAt: string) => {
  writeFileSync(join(folder, name), body)
  return chatledger(folder, ["import", name, "--instance", "1101000091", "--requested-at", requestedAt])
}

const filled = () => {
  const folder = newFolder()
  const first = reply(
    text("M1", "=1+1"),
    poll,
    vote("V1", "79000000092@c.us", ["Озеро"], 1_770_000_110),
    vote("V2", "79000000093@c.us", ["Горы"], 1_770_000_120),
    reaction("R1", "👍🏽", 1_770_000_130)
  )
  const second = reply(
    { ...text("M1", "=1+2"), isEdited: true },
    vote("V3", "79000000092@c.us", ["Горы"], 1_770_000_210),
    vote("V4", "79000000093@c.us", [], 1_770_000_220),
    reaction("R2", "", 1_770_000_230)
  )
  const codes = [
    importOf(folder, "first.json", first, "2026-02-02T03:00:00Z").code,
    importOf(folder, "second.json", second, "2026-02-02T04:00:00Z").code
  ]
  return { folder, first, second, codes }
}

describe("from saved replies to answers and files", () => {
  const { folder, codes, second } = filled()

  it("imports overlapping replies and counts every message once", () => {
    expect(codes).toEqual([0, 0])
    expect(rowsOf(folder, "select count(*)::integer as n from messages")).toEqual([{ n: 8 }])
  })

  it("shows the text of an edit, and both revisions", () => {
    expect(
      rowsOf(folder, "select text, is_edited, revision_count from messages where message_id = 'M1'")
    ).toEqual([{ text: "=1+2", is_edited: true, revision_count: 2 }])
    expect(
      rowsOf(folder, "select revision, text from message_revisions where message_id = 'M1' order by 1")
    ).toEqual([
      { revision: 1, text: "=1+1" },
      { revision: 2, text: "=1+2" }
    ])
  })

  it("counts the current choice of each voter", () => {
    const results = JSON.parse(chatledger(folder, ["stats", "poll_results", "--format", "json"]).stdout)
    expect(
      results.map((row: { option_name: string; votes: number }) => [row.option_name, row.votes])
    ).toEqual([
      ["Озеро", 0],
      ["Горы", 1]
    ])
    const before = JSON.parse(
      chatledger(folder, ["stats", "poll_results", "--as-of", "2026-02-02T02:43:00Z", "--format", "json"])
        .stdout
    )
    expect(before.map((row: { votes: number }) => row.votes)).toEqual([1, 1])
  })

  it("does not count a removed reaction", () => {
    expect(
      JSON.parse(chatledger(folder, ["stats", "reactions_by_emoji", "--format", "json"]).stdout)
    ).toEqual([])
  })

  it("says of the same bytes that they are there already", () => {
    const again = importOf(folder, "again.json", second, "2026-02-02T05:00:00Z")
    expect(again.code).toBe(0)
    expect(again.stderr).toContain("already there")
  })

  it("tells what the archive holds, and finds it whole", () => {
    const [row] = JSON.parse(chatledger(folder, ["status", "--format", "json"]).stdout)
    expect(row).toMatchObject({ instance_id: "1101000091", journal: "incoming", snapshots: 2, messages: 8 })
    expect(chatledger(folder, ["verify"]).code).toBe(0)
  })

  it("makes the tables anew when the cache is gone or damaged", () => {
    const before = chatledger(folder, ["sql", "from messages order by all"]).stdout
    const cache = join(folder, "archive/cache/chatledger.duckdb")
    writeFileSync(cache, readFileSync(cache).subarray(0, 20_000))
    expect(chatledger(folder, ["sql", "from messages order by all"]).stdout).toBe(before)
  })

  it("writes all formats in one run, the manifest with them, and the same bytes again", () => {
    const export_ = () =>
      chatledger(folder, [
        "export",
        "--format",
        "xlsx,csv,parquet",
        "--csv-profile",
        "excel-ru",
        "-o",
        "out",
        "--tz",
        "Asia/Almaty"
      ])
    expect(export_().code).toBe(0)
    const manifest = readFileSync(join(folder, "out/manifest.json"), "utf8")
    const files: ReadonlyArray<{ file: string }> = JSON.parse(manifest).files
    expect(files).toHaveLength(2 * publicTables().length + 1)
    const bytes = files.map(({ file }) => readFileSync(join(folder, "out", file)))
    expect(export_().code).toBe(0)
    expect(readFileSync(join(folder, "out/manifest.json"), "utf8")).toBe(manifest)
    expect(files.map(({ file }) => readFileSync(join(folder, "out", file)))).toEqual(bytes)
  })

  it("keeps a formula in a text from being one, and times in the zone asked for", () => {
    const csv = readFileSync(join(folder, "out/messages.csv"), "utf8")
    const { data } = Papa.parse<Record<string, string>>(csv, { header: true, delimiter: ";" })
    const message = data.find((row) => row["message_id"] === "M1")
    expect(message?.["text"]).toBe("'=1+2")
    expect(message?.["sent_at"]).toBe("2026-02-02 07:40:00")
  })

  it("streams one table as CSV to standard output", () => {
    const { code, stdout } = chatledger(folder, [
      "export",
      "--format",
      "csv",
      "--table",
      "polls",
      "-o",
      "-",
      "--tz",
      "UTC"
    ])
    expect(code).toBe(0)
    expect(stdout.split("\r\n")[0]).toContain("poll_name")
    expect(stdout).toContain("Куда едем?")
  })
})
