// The same answers on systems of other languages, whose calendars, digits and zones are not ours.
import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { describe, expect, it } from "vitest"
import { chatledger, newFolder, running } from "./command.ts"

const thai = { LC_ALL: "th_TH.UTF-8", LANG: "th_TH.UTF-8", TZ: "Asia/Bangkok" }
const persian = { LC_ALL: "fa_IR.UTF-8", LANG: "fa_IR.UTF-8", TZ: "Asia/Tehran" }
const kurdish = { LC_ALL: "ckb_IR.UTF-8", LANG: "ckb_IR.UTF-8", TZ: "America/Inuvik" }

describe("on a Thai, a Persian and a Kurdish system", () => {
  const folder = newFolder()
  const record = (id: string, timestamp: number) => ({
    type: "incoming",
    idMessage: id,
    timestamp,
    typeMessage: "textMessage",
    chatId: "79990000001@c.us",
    senderId: "79990000001@c.us",
    senderName: "Anna",
    textMessage: `on day ${id}`
  })
  const body = JSON.stringify([record("2", 1_767_646_800), record("1", 1_767_560_400)])
  const imported = chatledger(folder, ["import", "-", "--instance", "1101000001"], body)

  /** What a command prints, and the files that it leaves. */
  const outcome = async (
    words: ReadonlyArray<string>,
    env: Readonly<Record<string, string>>,
    out: string
  ) => {
    const { code, stdout } = await running(folder, [...words, "--tz", "Europe/Moscow"], { env })
    const found = out === "" ? [] : readdirSync(join(folder, out), { recursive: true, withFileTypes: true })
    const hashes = found.flatMap((file) => {
      const path = join(file.parentPath, file.name)
      if (!file.isFile()) return []
      const hash = createHash("sha256").update(readFileSync(path)).digest("hex")
      return `${relative(join(folder, out), path)} ${hash}`
    })
    return { code, stdout, hashes: hashes.sort() }
  }

  const days =
    "select sent_at, sent_at::date as day, dayname(sent_at) as name, week(sent_at) as week from messages"
  const commands = [
    { words: ["stats", "activity_by_day", "--format", "csv"], system: thai },
    { words: ["sql", days, "--format", "csv"], system: persian },
    { words: ["report", "--locale", "en", "-o", "-"], system: kurdish }
  ]
  for (const { system, words } of commands)
    it(`${words[0]} says the same`, async () => {
      expect(imported.code).toBe(0)
      const plain = await outcome(words, {}, "")
      expect([plain.code, plain.stdout.length > 50]).toEqual([0, true])
      expect(await outcome(words, system, "")).toEqual(plain)
    })

  it("export writes the same files", async () => {
    const partition = ["--partition", "month"]
    const formats = "parquet,csv,xlsx"
    const words = (out: string) => ["export", "--locale", "en", "--format", formats, ...partition, "-o", out]
    const plain = await outcome(words("plain"), {}, "plain")
    expect([plain.code, plain.hashes.length > 20]).toEqual([0, true])
    const found = await outcome(words("thai"), thai, "thai")
    expect({ ...found, stdout: "" }).toEqual({ ...plain, stdout: "" })
  })
})
