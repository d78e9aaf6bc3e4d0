// What an export does to files that are there already: its own, those of other exports, and somebody else's.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync
} from "node:fs"
import { join } from "node:path"
import { withLockAt } from "@chatledger/archive/internal"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { chatledger, newFolder, type Ran, started } from "./command.ts"
import { reply, text } from "./replies.ts"

const JANUARY = 1_767_600_000
const MARCH = 1_772_500_000

/** An archive of two instances in a folder, each with a message of January and one of March. */
const keep = (folder: string, archive: string, ...instances: ReadonlyArray<string>) => {
  for (const [place, instance] of instances.entries()) {
    const body = reply(text(`${instance}-M`, "march", MARCH), text(`${instance}-J`, "january", JANUARY))
    writeFileSync(join(folder, "reply.json"), body)
    const asked = `2026-03-04T00:00:0${place}Z`
    const words = [
      "import",
      "reply.json",
      "--instance",
      instance,
      "--requested-at",
      asked,
      "--archive",
      archive
    ]
    expect(chatledger(folder, words).code).toBe(0)
  }
}

const folder = newFolder()
keep(folder, "archive", "1101000091", "1101000092")
const run = (...words: ReadonlyArray<string>) => chatledger(folder, [...words, "--tz", "UTC"])
const read = (name: string) => readFileSync(join(folder, name), "utf8")

describe("an export into a folder with files", () => {
  it("leaves those of other formats and tables, and says in the manifest which run they are of", () => {
    const csv = ["export", "--format", "csv", "-o", "out", "--table"]
    expect(run(...csv, "messages").code).toBe(0)
    const before = read("out/messages.csv")
    expect(run(...csv, "chats", "--instance", "1101000091").code).toBe(0)
    expect(run("export", "--format", "parquet", "-o", "out", "--table", "chats").code).toBe(0)
    expect(readdirSync(join(folder, "out")).sort()).toEqual([
      "chats.csv",
      "chats.parquet",
      "manifest.json",
      "messages.csv"
    ])
    expect(read("out/messages.csv")).toBe(before)
    const { files, kept } = JSON.parse(read("out/manifest.json"))
    expect(files.map(({ file }: { file: string }) => file)).toEqual(["chats.parquet"])
    expect(
      kept.map(
        (was: { source: { selection: { instance: unknown } }; files: ReadonlyArray<{ file: string }> }) => [
          was.source.selection.instance,
          was.files.map(({ file }) => file)
        ]
      )
    ).toEqual([
      [[], ["messages.csv"]],
      [["1101000091"], ["chats.csv"]]
    ])
    const again = run(...csv, "chats")
    expect(again.code).toBe(0)
    expect(again.stderr).toContain("the export in out was replaced: it covered --instance 1101000091")
  })

  it("refuses to put one instance in the place of another in a dataset, by name; by force it names what it removes", () => {
    const dataset = [
      "export",
      "--format",
      "parquet",
      "--partition",
      "instance,month",
      "--table",
      "messages",
      "-o",
      "set"
    ]
    const part = (instance: string, month: string) =>
      `messages/instance=${instance}/month=${month}/data.parquet`
    expect(run(...dataset, "--instance", "1101000091").code).toBe(0)
    const refused = run(...dataset, "--instance", "1101000092")
    expect(refused.code).toBe(7)
    expect(refused.stderr).toContain(
      "it covered --instance 1101000091, and this one covers --instance 1101000092"
    )
    expect(existsSync(join(folder, "set", part("1101000091", "2026-01")))).toBe(true)
    const forced = run(...dataset, "--instance", "1101000092", "--force")
    expect(forced.code).toBe(0)
    for (const month of ["2026-01", "2026-03"]) {
      expect(forced.stderr).toContain(`${part("1101000091", month)} of an earlier export was removed`)
      expect(existsSync(join(folder, "set", part("1101000091", month)))).toBe(false)
      expect(existsSync(join(folder, "set", part("1101000092", month)))).toBe(true)
    }
    const later = run(...dataset, "--instance", "1101000092", "--from", "2026-02-01")
    expect(later.code).toBe(0)
    expect(later.stderr).toContain(`${part("1101000092", "2026-01")} of an earlier export was removed`)
  })

  it("is alone there: a second one is told, or waits where it is asked to", async () => {
    const words = ["export", "--format", "csv", "--table", "messages", "-o", "alone"]
    const told: { ran?: Ran; code?: number | null } = {}
    mkdirSync(join(folder, "alone"))
    const held = withLockAt(
      join(folder, "alone/.chatledger.lock"),
      Effect.promise(async () => {
        told.ran = run(...words)
        const waiting = started(folder, [...words, "--wait", "--tz", "UTC"])
        void waiting.ran.then(({ code }) => {
          told.code = code
        })
        await waiting.said("times are in UTC")
        expect(told.code).toBe(undefined)
        return waiting
      })
    )
    const waiting = await Effect.runPromise(Effect.provide(held, NodeServices.layer))
    expect(told.ran?.code).toBe(7)
    expect(told.ran?.stderr).toMatch(/another export is writing to \S+alone \(process \d+ on .*--wait/)
    expect((await waiting.ran).code).toBe(0)
    expect(readdirSync(join(folder, "alone")).sort()).toEqual(["manifest.json", "messages.csv"])
  })
})

describe("-o FILE", () => {
  it("replaces what the program wrote there, in every format", () => {
    const commands: ReadonlyArray<ReadonlyArray<string>> = [
      ["stats", "messages_by_chat", "-o", "s.csv"],
      ["sql", "select 1 as one", "-o", "s.json"],
      ["export", "--table", "chats", "-o", "m.xlsx"]
    ]
    for (const words of commands)
      for (const time of ["first", "again"])
        expect([words, time, run(...words).code]).toEqual([words, time, 0])
    expect(run("stats", "messages_by_type", "-o", "s.csv").code).toBe(0)
    expect(read("s.csv")).toContain("type_message")
  })

  it("leaves what somebody wrote or changed, and replaces a workbook also after it was saved in Excel", () => {
    writeFileSync(join(folder, "mine.csv"), "id,name\r\n")
    appendFileSync(join(folder, "s.csv"), "a note\r\n")
    for (const name of ["mine.csv", "s.csv"]) {
      const before = read(name)
      const { code, stderr } = run("stats", "messages_by_chat", "-o", name)
      expect(code).toBe(7)
      expect(stderr).toContain(name)
      expect(stderr).toContain("--force")
      expect(read(name)).toBe(before)
    }
    appendFileSync(join(folder, "m.xlsx"), "saved again")
    expect(run("export", "--table", "chats", "-o", "m.xlsx").code).toBe(0)
  })

  it("is written for its user alone in a folder that it makes, and never for all to change", () => {
    if (process.platform === "win32") return
    const modeOf = (name: string) => (statSync(join(folder, name)).mode & 0o777).toString(8)
    mkdirSync(join(folder, "shared"), { mode: 0o750 })
    for (const into of ["made", "shared"]) {
      expect(run("stats", "messages_by_chat", "-o", `${into}/s.csv`).code).toBe(0)
      expect(run("report", "-o", `${into}/r.html`).code).toBe(0)
    }
    expect(["made", "made/s.csv", "made/r.html"].map(modeOf)).toEqual(["700", "600", "600"])
    expect(["shared/s.csv", "shared/r.html"].map(modeOf)).toEqual(["640", "640"])
  })
})

describe("an export of another archive", () => {
  it("refuses to put another archive in the place of one, also one that was begun again, and goes on after a move", () => {
    keep(folder, "other", "1101000093")
    const words = ["export", "--format", "csv", "--table", "messages", "-o", "of-one"]
    expect(run(...words).code).toBe(0)
    const before = read("of-one/messages.csv")
    const refused = run(...words, "--archive", "other")
    expect(refused.code).toBe(7)
    expect(refused.stderr).toContain("it was made from another archive")
    expect(read("of-one/messages.csv")).toBe(before)
    writeFileSync(join(folder, "later.json"), reply(text("L", "later", MARCH + 90_000)))
    const later = [
      "import",
      "later.json",
      "--instance",
      "1101000091",
      "--requested-at",
      "2026-03-06T00:00:00Z"
    ]
    expect(chatledger(folder, ["forget", "--chat", "79000000091@c.us", "--execute"]).code).toBe(0)
    expect(chatledger(folder, later).code).toBe(0)
    expect(run(...words).code).toBe(0)
    expect(run(...words, "--archive", "other", "--force").code).toBe(0)
  })
})
