// What `chatledger export --pseudonymize` writes from the demo's account, by DuckDB and exceljs as readers.
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DuckDBInstance } from "@duckdb/node-api"
import ExcelJS from "exceljs"
import { describe, expect, it } from "vitest"
import { foundIn } from "./canary.ts"
import { chatledger, newFolder } from "./command.ts"
import { demoFolder } from "./demo-folder.ts"

const KEY = "5f0c1d2e3b4a59687786958493a2b1c0"

const rowsIn = async (sql: string) => {
  const connection = await (await DuckDBInstance.create()).connect()
  return (await connection.runAndReadAll(sql)).getRowObjectsJson()
}

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => ({
    name: join(entry.parentPath, entry.name),
    isFile: entry.isFile()
  }))

describe("chatledger export --pseudonymize", () => {
  const folder = demoFolder()
  const at = (...names: ReadonlyArray<string>) => join(folder, ...names)
  const archive = ["--archive", "chatledger-demo/archive"]
  writeFileSync(at("my.key"), `${KEY}\n`, { mode: 0o600 })
  writeFileSync(at("same.key"), KEY, { mode: 0o600 })
  writeFileSync(at("other.key"), "another key of 16 bytes or more", { mode: 0o600 })
  const run = (key: string, ...words: ReadonlyArray<string>) =>
    chatledger(folder, ["export", "--pseudonymize", "--key-file", key, ...words, ...archive])
  const asked = (sql: string) =>
    JSON.parse(chatledger(folder, ["sql", sql, "--format", "json", ...archive]).stdout)
  const [{ chat, instance, messages }] = asked(
    "select chat_id as chat, instance_id as instance, count(*) as messages from messages where chat_type = 'private' group by all order by 3 desc, 1 limit 1"
  )
  const formats = ["--format", "csv,parquet,xlsx"]
  const first = run("my.key", ...formats, "-o", "first")
  const manifest = JSON.parse(readFileSync(at("first/manifest.json"), "utf8"))

  it("says in the manifest and in About that it is one, with which key and what of texts, and never the key", async () => {
    expect(first.code).toBe(0)
    expect(manifest.metadata).toEqual({
      pseudonymized: "true",
      key_id: manifest.metadata.key_id,
      texts: "drop"
    })
    expect(manifest.metadata.key_id).toMatch(/^[0-9a-f]{8}$/)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(at("first/chatledger.xlsx"))
    const about = JSON.stringify(workbook.getWorksheet("About")?.getSheetValues())
    expect(about).toContain(`with the key ${manifest.metadata.key_id}`)
    expect(about).not.toContain("chatledger-demo")
    expect(foundIn([KEY], first.stdout + first.stderr)).toEqual([])
    for (const { isFile, name } of filesBelow(at("first")))
      if (isFile) expect(foundIn([KEY], readFileSync(name))).toEqual([])
  })

  it("leaves nothing behind in the archive", () => {
    const left = filesBelow(at("chatledger-demo/archive/cache")).map(({ name }) => name)
    expect(left.filter((name) => name.includes("pseudonyms"))).toEqual([])
  })

  it("writes the same tokens in every format and in every run with the same key, and others with another", async () => {
    const people = (path: string) => `select distinct sender_id from read_csv('${path}', all_varchar = true)`
    const csv = await rowsIn(`${people(at("first/messages.csv"))} order by 1`)
    expect(csv.length).toBeGreaterThan(10)
    expect(
      await rowsIn(`select distinct sender_id from '${at("first/messages.parquet")}' order by 1`)
    ).toEqual(csv)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(at("first/chatledger.xlsx"))
    const sheet = workbook.getWorksheet("Messages")
    const header = sheet?.getRow(1).values
    const column = Array.isArray(header) ? header.indexOf("Sender id") : 0
    const shown = new Set((sheet?.getColumn(column).values ?? []).map(String))
    expect(csv.filter(({ sender_id }) => sender_id !== null && !shown.has(String(sender_id)))).toEqual([])
    expect(run("same.key", "--format", "csv", "-o", "second").code).toBe(0)
    for (const table of ["messages", "poll_votes", "senders", "people"])
      expect(readFileSync(at(`second/${table}.csv`))).toEqual(readFileSync(at(`first/${table}.csv`)))
    expect(run("other.key", "--format", "csv", "-o", "third").code).toBe(0)
    const both = `${people(at("third/messages.csv"))} intersect ${people(at("first/messages.csv"))}`
    expect(await rowsIn(`select * from (${both}) where sender_id is not null`)).toEqual([])
    const third = JSON.parse(readFileSync(at("third/manifest.json"), "utf8"))
    expect(third.metadata.key_id).not.toBe(manifest.metadata.key_id)
  })

  it("hides who is in the directory, in every format", async () => {
    const told = [
      "select unnest([id, name, contact_name, phone_number]) as told from contacts_directory",
      "select unnest([chat_id, name, owner_id, description]) from groups",
      "select unnest([member_id, hidden_id]) from group_members"
    ]
    const ours = asked(`${told.join(" union ")} order by 1`).flatMap(
      ({ told: one }: { told: string | null }) => (one === null ? [] : [one])
    )
    expect(ours.length).toBeGreaterThan(20)
    const tables = ["contacts_directory", "groups", "group_members"]
    const words = ["--table", tables.join(","), "--preset", "full", "-o", "directory"]
    expect(run("my.key", ...words, "--format", "csv,ndjson,parquet,xlsx").code).toBe(0)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(at("directory/chatledger.xlsx"))
    const contents = [
      JSON.stringify(workbook.worksheets.map((sheet) => sheet.getSheetValues())),
      ...(await Promise.all(
        tables.flatMap((table) => [
          readFileSync(at(`directory/${table}.csv`), "utf8"),
          readFileSync(at(`directory/${table}.ndjson`), "utf8"),
          rowsIn(`from '${at(`directory/${table}.parquet`)}'`).then((rows) => JSON.stringify(rows))
        ])
      ))
    ]
    for (const content of contents) {
      expect(content).toMatch(/\bp_[a-z]{20}/)
      expect(ours.filter((one: string) => content.includes(one))).toEqual([])
    }
  })

  it("takes the real ids of chats and instances, and shows tokens", async () => {
    const words = ["--chat", chat, "--instance", instance, "--table", "messages", "-o", "chosen.csv"]
    expect(run("my.key", ...words).code).toBe(0)
    const rows = await rowsIn(
      `select chat_id, instance_id, count(*)::integer as n from read_csv('${at("chosen.csv")}', all_varchar = true) group by all`
    )
    expect(rows).toEqual([
      { chat_id: expect.stringMatching(/^p_/), instance_id: expect.stringMatching(/^i_/), n: messages }
    ])
    expect(run("my.key", "--instance", "404", "--table", "chats", "-o", "none.csv").stderr).toContain(
      "this archive has no instance 404"
    )
  })

  it("names the folders of a dataset by tokens", () => {
    const words = ["--format", "parquet", "--partition", "instance", "--table", "messages", "-o", "data"]
    expect(run("my.key", ...words).code).toBe(0)
    expect(existsSync(at("data/messages"))).toBe(true)
    for (const { name } of filesBelow(at("data/messages"))) expect(name).toMatch(/instance=i_[a-z]{20}/)
  })

  it("asks a query of the pseudonymised tables, and of nothing else", () => {
    const answer = run(
      "my.key",
      "--query",
      "select chat_id, text from messages",
      "--format",
      "csv",
      "-o",
      "-"
    )
    expect(answer.code).toBe(0)
    expect(answer.stdout).not.toMatch(/@|[0-9]{5}/)
    expect(run("my.key", "--query", "select * from chatledger.main.messages", "-o", "x.csv").code).toBe(2)
    expect(run("my.key", "--query", "from ledger.observations", "-o", "x.csv").code).toBe(2)
    const key = run("my.key", "--query", "select getvariable('token_inner') as k", "-o", "x.csv")
    expect([key.code, key.stderr.includes("getvariable is not allowed here")]).toEqual([2, true])
  })

  it("says which flag is missing or in vain, and how to make a key", () => {
    const refused = (...words: ReadonlyArray<string>) =>
      chatledger(folder, ["export", "-o", "never", ...words, ...archive])
    writeFileSync(at("short.key"), "fifteen bytes..\n")
    for (const [words, said] of [
      [["--pseudonymize"], "openssl rand -hex 32"],
      [["--pseudonymize", "--key-file", "missing.key"], "openssl rand -hex 32 > missing.key"],
      [["--pseudonymize", "--key-file", "short.key"], "has 15 bytes"],
      [["--pseudonymize", "--key-file", "."], "is a folder"],
      [["--pseudonymize", "--key-file", "my.key", "--thumbnails"], "drops thumbnails"],
      [["--key-file", "my.key"], "--pseudonymize"],
      [["--texts", "keep"], "--pseudonymize"]
    ] as const) {
      const { code, stderr } = refused(...words)
      expect([words, code]).toEqual([words, 2])
      expect(stderr).toContain(said)
    }
    expect(existsSync(at("never"))).toBe(false)
  })

  it.skipIf(process.platform === "win32")("warns of a key that others can read", () => {
    chmodSync(at("same.key"), 0o644)
    const { code, stderr } = run("same.key", "--table", "chats", "-o", "warned.csv")
    expect(code).toBe(0)
    expect(stderr).toContain("other users of this computer can read same.key")
    expect(run("my.key", "--table", "chats", "-o", "quiet.csv").stderr).not.toContain("other users")
  })
})

describe("an export says what it is not", () => {
  const folder = newFolder()
  const long = { type: "incoming", idMessage: "L1", timestamp: 1_770_000_000, typeMessage: "textMessage" }
  const body = [
    { ...long, chatId: "79000000092@c.us", senderId: "79000000092@c.us", textMessage: "x".repeat(40_000) }
  ]
  writeFileSync(join(folder, "long.json"), JSON.stringify(body))
  chatledger(folder, [
    ...["import", "long.json", "--instance", "1101000091", "--journal", "incoming"],
    ...["--requested-at", "2026-02-02T03:00:00Z", "--minutes", "1440"]
  ])
  const manifestIn = (name: string) => JSON.parse(readFileSync(join(folder, name, "manifest.json"), "utf8"))

  it("ends with 3 where cells were cut, and lists them", () => {
    const { code, stderr } = chatledger(folder, ["export", "-o", "cut"])
    expect(code).toBe(3)
    expect(stderr).toContain("too long for Excel")
    expect(manifestIn("cut").cuts).toContainEqual(
      expect.objectContaining({ kind: "cells", table: "messages", column: "text", cells: 1 })
    )
    expect(chatledger(folder, ["export", "-o", "whole", "--format", "csv"]).code).toBe(0)
    expect(manifestIn("whole").cuts).toEqual([])
  })

  it("tells period, selection, messages, archive and coverage in the manifest", () => {
    const words = [
      "--from",
      "2026-02-01",
      "--to",
      "2026-02-03",
      "--tz",
      "UTC",
      "--format",
      "csv",
      "-o",
      "told"
    ]
    expect(chatledger(folder, ["export", ...words]).code).toBe(0)
    expect(manifestIn("told").source).toEqual({
      period: { from: "2026-02-01T00:00:00.000Z", to: "2026-02-03T00:00:00.000Z" },
      selection: { instance: [], chat: [], type: [] },
      asked: { instance: [], chat: [], type: [] },
      archive: [expect.stringMatching(/^[0-9a-f]{16}$/)],
      key_id: null,
      messages: {
        count: 1,
        events_calls_and_stories: 0,
        first_at: "2026-02-02T02:40:00Z",
        last_at: "2026-02-02T02:40:00Z"
      },
      coverage: [
        expect.objectContaining({
          instance_id: "1101000091",
          journal: "incoming",
          covered_share: 1,
          gap: 0,
          lost: 0
        })
      ]
    })
  })
})
