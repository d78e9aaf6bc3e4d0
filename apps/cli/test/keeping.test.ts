import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { hostname } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { chatledger, newFolder, rowsOf } from "./command.ts"
import { poll, reaction, reply, text, vote } from "./replies.ts"

const instance = ["--instance", "1101000091"]
const isSnapshot = (path: string) => path.endsWith(".zst")

/** An archive of two days, three replies each; the last one holds the poll's chat too. */
const filled = () => {
  const folder = newFolder()
  for (const [day, at] of ["2026-01-10", "2026-01-11"].entries())
    for (let hour = 0; hour < 3; hour += 1) {
      const group =
        hour === 2
          ? [
              poll,
              vote("V", "79000000092@c.us", ["Озеро"], 1_770_000_200),
              reaction("R", "👍", 1_770_000_300)
            ]
          : []
      writeFileSync(
        join(folder, "a.json"),
        reply(text(`M${day}${hour}`, "привет", 1_770_000_000 + hour), ...group)
      )
      const told = ["--requested-at", `${at}T0${hour}:00:00Z`, "--minutes", "60"]
      expect(chatledger(folder, ["import", "a.json", ...instance, ...told]).code).toBe(0)
    }
  return folder
}

const snapshotFiles = (folder: string) =>
  readdirSync(join(folder, "archive/snapshots"), { recursive: true, encoding: "utf8" })
    .filter(isSnapshot)
    .sort()

const tables = (folder: string) => [
  rowsOf(folder, "from messages order by all"),
  rowsOf(folder, "from poll_votes order by all"),
  rowsOf(folder, "from reactions order by all"),
  rowsOf(folder, "from snapshots order by all"),
  rowsOf(folder, "from coverage order by all")
]

const lock = (folder: string, name: string) => {
  mkdirSync(join(folder, "archive/locks"), { recursive: true })
  writeFileSync(join(folder, `archive/locks/${name}.lock`), `${process.pid} ${hostname()} 0123456789ab\n`)
}

describe("an archive that is kept", () => {
  it("has the same tables after compact, with one file a day, built anew too", () => {
    const folder = filled()
    const before = tables(folder)
    expect(chatledger(folder, ["compact"])).toMatchObject({
      code: 0,
      stderr: expect.stringContaining("kept for one more day")
    })
    expect(snapshotFiles(folder)).toHaveLength(8)
    expect(tables(folder)).toEqual(before)
    expect(chatledger(folder, ["compact", "--remove-now"]).code).toBe(0)
    expect(snapshotFiles(folder)).toHaveLength(2)
    expect(tables(folder)).toEqual(before)
    chatledger(folder, ["prune", "--before", "2020-01-01", "--execute"])
    expect(chatledger(folder, ["forget", "--chat", "nobody@c.us", "--execute"]).code).toBe(0)
    expect(existsSync(join(folder, "archive/cache"))).toBe(false)
    expect(tables(folder)).toEqual(before)
    expect(chatledger(folder, ["verify"]).stderr).toContain("6 snapshots intact")
  })

  it("takes the same reply with a better time out of a pack", () => {
    const folder = filled()
    expect(chatledger(folder, ["compact", "--remove-now"]).code).toBe(0)
    const words = ["import", "a.json", ...instance, "--requested-at", "2026-01-10T12:00:00Z"]
    expect(chatledger(folder, words).stderr).toContain("time corrected")
    expect(rowsOf(folder, "select count(*) as n from snapshots")).toEqual([{ n: 6 }])
    expect(chatledger(folder, ["verify"]).code).toBe(0)
  })

  it("is pruned after a preview, and the tables are those of the rest", () => {
    const folder = filled()
    chatledger(folder, ["compact", "--remove-now"])
    const before = snapshotFiles(folder)
    const words = ["prune", "--before", "2026-01-11", "--tz", "UTC"]
    expect(chatledger(folder, words)).toMatchObject({
      code: 0,
      stderr: expect.stringContaining("preview only")
    })
    expect(snapshotFiles(folder)).toEqual(before)
    const { code, stderr } = chatledger(folder, [...words, "--execute"])
    expect(code).toBe(0)
    expect(stderr).toContain("3 snapshots")
    expect(stderr).toContain("2026-01-09T23:00:00Z to 2026-01-10T02:00:00Z")
    expect(rowsOf(folder, "select message_id from messages where message_id like 'M%' order by all")).toEqual(
      ["M10", "M11", "M12"].map((message_id) => ({ message_id }))
    )
  })

  it("forgets a chat with its votes and reactions after a preview, and says what it cannot reach", () => {
    const folder = filled()
    chatledger(folder, ["compact", "--remove-now"])
    const others = "from messages where chat_id <> '120363000000000091@g.us' order by all"
    const before = rowsOf(folder, others)
    expect(chatledger(folder, ["forget", "--chat", poll.chatId]).stderr).toContain(
      "6 records would be removed from 2 snapshots"
    )
    expect(rowsOf(folder, "select count(*) as n from poll_votes")).toEqual([{ n: 1 }])
    const { code, stderr } = chatledger(folder, ["forget", "--chat", poll.chatId, "--execute"])
    expect(code).toBe(0)
    expect(stderr).toContain(
      "Earlier exports, reports, pseudonymised datasets, saved reply files and backups still contain the chat"
    )
    expect(existsSync(join(folder, "archive/cache"))).toBe(false)
    expect(readFileSync(join(folder, "archive/forgotten.ndjson"), "utf8")).not.toContain("120363000000000091")
    expect(rowsOf(folder, others)).toEqual(before)
    for (const table of ["messages", "polls", "poll_votes", "reactions"])
      expect(rowsOf(folder, `select count(*) as n from ${table} where chat_id = '${poll.chatId}'`)).toEqual([
        { n: 0 }
      ])
    expect(chatledger(folder, ["verify"]).code).toBe(0)
  })

  it("exits 6 when it is locked or damaged, and 2 when a flag is wrong, without a change", () => {
    const folder = filled()
    const before = snapshotFiles(folder)
    lock(folder, "1101000091")
    for (const words of [
      ["compact"],
      ["prune", "--before", "2030-01-01", "--execute"],
      ["forget", "--chat", poll.chatId, "--execute"]
    ])
      expect([words, chatledger(folder, words).code]).toEqual([words, 6])
    for (const words of [
      ["compact", "--instance", "9"],
      ["prune"],
      ["prune", "--before", "soon"],
      ["forget"],
      ["forget", "--chat", "no such chat"],
      ["forget", "--chat", " "]
    ])
      expect([words, chatledger(folder, words).code]).toEqual([words, 2])
    expect(snapshotFiles(folder)).toEqual(before)
    const other = filled()
    chatledger(other, ["compact", "--remove-now"])
    const pack = join(other, "archive/snapshots", snapshotFiles(other)[0] ?? "")
    const bytes = readFileSync(pack)
    bytes[100] = (bytes[100] ?? 0) ^ 1
    writeFileSync(pack, bytes)
    const { code, stderr } = chatledger(other, ["verify"])
    expect(code).toBe(6)
    expect(stderr).toMatch(/20260110\.pack\.zst is damaged: in snapshot 20260110T000000000Z/)
  })
})
