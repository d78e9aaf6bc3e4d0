// Archives in odd places: names that DuckDB would take for something else, and copies that cannot be written.
import { spawnSync } from "node:child_process"
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs"
import { userInfo } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { binary, newFolder, running } from "./command.ts"
import { reply, text } from "./replies.ts"

/** Runs commands of one folder, with its own home and temporary folder. */
const office = () => {
  const folder = newFolder()
  for (const name of ["home", "temporary"]) mkdirSync(join(folder, name))
  writeFileSync(join(folder, "reply.json"), reply(text("A", "hello")))
  const env = { HOME: join(folder, "home"), TMPDIR: join(folder, "temporary"), CHATLEDGER_ARCHIVE: "" }
  const inside = (path: string) => (existsSync(join(folder, path)) ? readdirSync(join(folder, path)) : [])
  return { folder, env, inside, run: (...words: Array<string>) => running(folder, words, { env }) }
}

describe("an archive means the same to every command", () => {
  for (const [name, tables] of [
    ["sqlite:w[1]*#%41", "sqlite:w[1]*#%41/cache"],
    ["~/wa", "home/wa/cache"],
    ["w?a", "temporary"]
  ] as const)
    it(`under the name ${name}`, async () => {
      const { folder, inside, run } = office()
      writeFileSync(join(folder, "chatledger.config.json"), JSON.stringify({ archive: name }))
      expect((await run("import", "--instance", "1101000001", "reply.json")).code).toBe(0)
      const asked = await run("sql", "select message_id from messages", "--format", "csv")
      expect([asked.code, asked.stdout]).toEqual([0, "message_id\r\nA\r\n"])
      const exported = await run("export", "--format", "csv,parquet", "--out", "s3:~[1]*")
      expect([exported.code, inside("s3:~[1]*").includes("messages.parquet")]).toEqual([0, true])
      expect(inside(tables)).not.toEqual([])
      expect([inside("~"), inside("home").filter((kept) => kept !== "wa")]).toEqual([[], []])
    })
})

const isNobodyPossible = spawnSync("setpriv", ["--reuid", "1234567", "true"]).status === 0
const asNobody = ["--reuid", "1234567", "--clear-groups", "env", "-u", "HOME", process.execPath, binary]

describe("a home", () => {
  it("that HOME does not tell whole is that of the list of users", async () => {
    const { folder, inside } = office()
    const env = { HOME: "home", CHATLEDGER_ARCHIVE: "~/there is no such archive" }
    const { code, stderr } = await running(folder, ["status"], { env })
    expect([code, stderr]).toEqual([2, expect.stringContaining(join(userInfo().homedir, "there is no such"))])
    expect(inside("home")).toEqual([])
  })

  it.skipIf(!isNobodyPossible)("that nobody has told is asked for, and nothing else wants one", () => {
    const { folder } = office()
    chmodSync(folder, 0o777)
    const run = (...words: Array<string>) =>
      spawnSync("setpriv", [...asNobody, ...words], { cwd: folder, encoding: "utf8" })
    expect(run("import", "--instance", "1101000001", "--archive", "a", "reply.json").status).toBe(0)
    expect(run("stats", "messages_by_chat", "--archive", "a").status).toBe(0)
    const { status, stderr } = run("status", "--archive", "~/a")
    expect([status, stderr]).toEqual([
      2,
      "chatledger: ~/a: the home folder is unknown: set HOME, or use an absolute path\n"
    ])
  })
})

describe("a note of archives", () => {
  it.skipIf(!isNobodyPossible)("that may not be read lets none begin where none is", () => {
    const { folder, inside } = office()
    chmodSync(folder, 0o777)
    const instances = [{ idInstance: "1101000001", apiUrl: "http://127.0.0.1:9", tokenEnv: "TOKEN" }]
    writeFileSync(join(folder, "chatledger.config.json"), JSON.stringify({ archive: "a", instances }))
    writeFileSync(join(folder, "chatledger.config.archives.ndjson"), '{"path":"a","id":"b"}\n', {
      mode: 0o600
    })
    const { status, stderr } = spawnSync("setpriv", [...asNobody, "sync"], { cwd: folder, encoding: "utf8" })
    expect([status, stderr]).toEqual([
      6,
      expect.stringMatching(
        /archives\.ndjson, which records whether there was one, cannot be read \(permission denied/
      )
    ])
    expect(inside("a")).toEqual([])
  })
})

describe("the tables of an archive", () => {
  it("stand where --cache says, each archive's for itself, and forget takes them away there too", async () => {
    const { folder, inside, run } = office()
    await run("import", "--instance", "1101000001", "--archive", "a", "reply.json")
    cpSync(join(folder, "a"), join(folder, "b"), { recursive: true })
    for (const archive of ["a", "b"]) {
      const { code } = await run("stats", "messages_by_chat", "--archive", archive, "--cache", "tables")
      expect([code, inside(`${archive}/cache`)]).toEqual([0, []])
    }
    const kept = () => readdirSync(join(folder, "tables"), { recursive: true, encoding: "utf8" })
    const files = (archive: string) =>
      kept().filter((path) => path.endsWith(join(archive, "cache/chatledger.duckdb")))
    expect([files("a"), files("b")].map((found) => found.length)).toEqual([1, 1])
    const chat = "79000000091@c.us"
    const forget = ["forget", "--chat", chat, "--execute", "--archive", "a", "--cache", "tables"]
    expect((await run(...forget)).code).toBe(0)
    expect(kept().filter((path) => /\.(duckdb|json)$/.test(path) && path.includes("/a/"))).toEqual([])
    expect(files("b")).toHaveLength(1)
    expect((await run("status", "--archive", "a", "--cache", "what?")).stderr).toContain(
      "choose another folder with --cache"
    )
  })

  const readOnly = 'mount --bind copy copy && mount -o remount,bind,ro copy && exec "$@"'
  const mounts = spawnSync("unshare", ["-m", "true"]).status === 0
  if (mounts)
    it("of a copy that cannot be written are made in the temporary folder, for this user alone", async () => {
      const { folder, env, inside, run } = office()
      await run("import", "--instance", "1101000001", "--archive", "copy", "reply.json")
      const before = inside("copy").toSorted()
      const words = ["sql", "select message_id from messages", "--archive", "copy", "--format", "csv"]
      const { stdout, stderr } = spawnSync(
        "unshare",
        ["-m", "sh", "-c", readOnly, "sh", process.execPath, binary, ...words],
        { cwd: folder, encoding: "utf8", env: { PATH: process.env["PATH"], LC_ALL: "C", ...env } }
      )
      expect(stdout).toBe("message_id\r\nA\r\n")
      expect(stderr).toContain("the archive is read-only, so the database is kept in")
      expect(inside("copy").toSorted()).toEqual(before)
      const [made = ""] = inside("temporary").filter((name) => name.startsWith("chatledger-cache-"))
      expect(statSync(join(folder, "temporary", made)).mode & 0o777).toBe(0o700)
    })
})
