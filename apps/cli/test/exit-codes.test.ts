import { spawnSync } from "node:child_process"
import { appendFileSync, chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DuckDBInstance } from "@duckdb/node-api"
import { describe, expect, it } from "vitest"
import { binary, chatledger, newFolder } from "./command.ts"
import { reply, text } from "./replies.ts"

const filled = () => {
  const folder = newFolder()
  writeFileSync(join(folder, "a.json"), reply(text("A", "1")))
  expect(chatledger(folder, ["import", "a.json", "--instance", "1101000091"]).code).toBe(0)
  return folder
}

const snapshotOf = (folder: string) => {
  const root = join(folder, "archive/snapshots")
  const name =
    readdirSync(root, { recursive: true, encoding: "utf8" }).find((path) => path.endsWith(".zst")) ?? ""
  return join(root, name)
}

describe("exit codes", () => {
  it("2 when flags, names or times are wrong, with a line that names them", () => {
    const folder = filled()
    const wrong: ReadonlyArray<readonly [ReadonlyArray<string>, string]> = [
      [["export", "--fromat", "csv"], "--fromat"],
      [["exprot"], "exprot"],
      [["help", "exprot"], "exprot"],
      [["export", "--format", "pdf"], "pdf"],
      [["export", "--table", "nothing"], "nothing"],
      [["export", "--from", "2026-02-30"], "2026-02-30"],
      [["export", "--tz", "Mars/Base"], "Mars/Base"],
      [["export", "--format", "csv,xlsx", "-o", "one.csv"], "one.csv"],
      [["stats", "reaction"], "reaction"],
      [["stats", "poll_results_at"], "--at"],
      [["import", "a.json"], "instance"],
      [["import", "a.json", "--instance", "../up"], "../up"],
      [["import", "a.json", "--instance", "1", "--requested-at", "soon"], "soon"],
      [
        ["import", "a.json", "--instance", "1", "--requested-at", "9000-01-01"],
        "--requested-at is in the future"
      ],
      [
        ["import", "a.json", "--instance", "1", "--minutes", "5256001"],
        "--minutes must be from 1 to 5256000"
      ],
      [["report", "-o", "report.pdf"], "report.pdf: a report is an HTML file"]
    ]
    for (const [words, named] of wrong) {
      const { code, stdout, stderr } = chatledger(folder, words)
      expect([words, code]).toEqual([words, 2])
      expect(stderr).toContain(named)
      expect(stdout).toBe("")
    }
  })

  it("2 when the current folder has been deleted, whatever the command wanted there", () => {
    const deleted = 'mkdir gone && cd gone && rmdir ../gone && exec "$@"'
    const saved = join(newFolder(), "reply.json")
    writeFileSync(saved, reply(text("A", "hello")))
    for (const words of [["import", saved, "--instance", "1"], ["status"], ["doctor"]]) {
      const run = ["-c", deleted, "sh", process.execPath, binary, ...words]
      const { status, stderr } = spawnSync("sh", run, { cwd: newFolder(), encoding: "utf8" })
      expect([words, status]).toEqual([words, 2])
      expect(stderr).toContain("the current folder has been deleted: change to an existing one (cd)")
    }
  })

  it("2 when there is no archive, and says what to do", () => {
    const folder = newFolder()
    for (const words of [
      ["status"],
      ["verify"],
      ["export"],
      ["sql", "select 1"],
      ["stats", "poll_results"]
    ]) {
      const { code, stderr } = chatledger(folder, words)
      expect([words, code]).toEqual([words, 2])
      expect(stderr).toContain("--archive")
    }
  })

  it("6 when a snapshot is damaged, and names it", () => {
    const folder = filled()
    const path = snapshotOf(folder)
    chmodSync(path, 0o600)
    appendFileSync(path, "x")
    const { code, stderr } = chatledger(folder, ["verify"])
    expect(code).toBe(6)
    expect(stderr).toContain(path)
    const asked = chatledger(folder, ["sql", "select 1 as one", "--strict"])
    expect(asked.code).toBe(6)
    expect(asked.stderr).toContain(path)
  })

  it("3 when an answer leaves out a damaged snapshot, which it names every time, until it is whole again", () => {
    const folder = filled()
    writeFileSync(join(folder, "b.json"), reply(text("B", "whole")))
    expect(chatledger(folder, ["import", "b.json", "--instance", "1101000092"]).code).toBe(0)
    const path = snapshotOf(folder)
    const bytes = readFileSync(path)
    chmodSync(path, 0o600)
    appendFileSync(path, "x")
    const count = () =>
      chatledger(folder, ["sql", "select count(*)::integer as n from messages", "--format", "csv"])
    for (const _ of ["built", "asked again"]) {
      const { code, stderr, stdout } = count()
      expect([code, stdout]).toEqual([3, "n\r\n1\r\n"])
      expect(stderr).toMatch(/^left out: /m)
      expect(stderr).toContain(path)
    }
    expect(chatledger(folder, ["export", "--format", "csv"]).code).toBe(3)
    writeFileSync(path, bytes)
    expect([count().code, count().stdout]).toEqual([0, "n\r\n2\r\n"])
  })

  it("6 when the tables are not what they should be, and says what does not hold", async () => {
    const folder = filled()
    expect(chatledger(folder, ["verify", "--tables"])).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/the tables are consistent \(\d+ checks\)/)
    })
    const cache = join(folder, "archive/cache/chatledger.duckdb")
    const instance = await DuckDBInstance.create(cache)
    const connection = await instance.connect()
    await connection.run("insert into messages from messages limit 1")
    connection.closeSync()
    instance.closeSync()
    const { code, stderr } = chatledger(folder, ["verify", "--tables"])
    expect(code).toBe(6)
    expect(stderr).toContain(
      'table messages: the check "no two rows have one instance_id, chat_id, message_id" failed for 1 row'
    )
    expect(stderr).toContain("delete the cache")
    expect(chatledger(folder, ["verify"]).code).toBe(0)
  })

  it("7 when a file of somebody else stands in the way, unless it is forced", () => {
    const folder = filled()
    mkdirSync(join(folder, "chatledger-export"))
    writeFileSync(join(folder, "chatledger-export/chatledger.xlsx"), "mine")
    const { code, stderr } = chatledger(folder, ["export"])
    expect(code).toBe(7)
    expect(stderr).toContain("chatledger.xlsx")
    expect(readFileSync(join(folder, "chatledger-export/chatledger.xlsx"), "utf8")).toBe("mine")
    expect(chatledger(folder, ["export", "--force"]).code).toBe(0)
  })

  it("7 when the folder cannot be one", () => {
    const folder = filled()
    writeFileSync(join(folder, "file"), "")
    expect(chatledger(folder, ["export", "-o", "file/below"]).code).toBe(7)
  })

  it("0 and help on standard output when help is asked for", () => {
    const { code, stdout, stderr } = chatledger(newFolder(), ["export", "--help"])
    expect(code).toBe(0)
    expect(stdout).toContain("--csv-profile")
    expect(stderr).toBe("")
  })
})
