// An archive and its cache as the first release made them: whoever updates goes on with both.
import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { zstdDecompressSync } from "node:zlib"
import { describe, expect, it } from "vitest"
import { chatledger, newFolder, rowsOf, running } from "./command.ts"
import { ago, configure, incoming, served } from "./journal-service.ts"

const instance = "1101000007"

/** A folder with the archive of version 0.1.0: a pack of three replies, and the cache that was made of them. */
const unpacked = (): string => {
  const folder = newFolder()
  const packed = readFileSync(join(import.meta.dirname, "fixtures/archive-0.1.0.tar.zst"))
  const { status } = spawnSync("tar", ["-xf", "-", "-C", folder], { input: zstdDecompressSync(packed) })
  expect(status).toBe(0)
  return folder
}

describe("an archive of version 0.1.0", () => {
  it("is complete, and gives the same answers, after the cache is rebuilt", () => {
    const folder = unpacked()
    expect(chatledger(folder, ["verify"]).code).toBe(0)
    expect(rowsOf(folder, "select message_id, text, is_edited from messages order by message_id")).toEqual([
      { message_id: "OLD1", text: "Собрание в четверг?", is_edited: null },
      { message_id: "OLD2", text: "Да, в 19:00", is_edited: null },
      { message_id: "OLD3", text: null, is_edited: null },
      { message_id: "OLD4", text: null, is_edited: null },
      { message_id: "OLD5", text: null, is_edited: null },
      { message_id: "OLD6", text: "План", is_edited: null },
      { message_id: "OLD7", text: "Принесу чай и пирог", is_edited: true },
      { message_id: "OLD8", text: "До встречи", is_edited: null },
      { message_id: "OLD9", text: "Хорошо", is_edited: null }
    ])
    const results = JSON.parse(chatledger(folder, ["stats", "poll_results", "--format", "json"]).stdout)
    expect(results.map((row: Record<string, unknown>) => [row["option_name"], row["votes"]])).toEqual([
      ["Двор", 0],
      ["Холл", 1]
    ])
  })

  it("goes on with sync, exports and reports", async () => {
    const folder = unpacked()
    const service = await served({ instances: [instance], states: [incoming(instance, "NEW1", ago(600))] })
    configure(folder, service.url, [instance])
    const sync = await running(folder, ["sync"])
    expect(sync.stderr).toContain(`${instance}: 1 new message, 0 changed`)
    expect(rowsOf(folder, "select count(*) as n from messages")).toEqual([{ n: 10 }])
    expect(chatledger(folder, ["export"]).code).toBe(0)
    expect(chatledger(folder, ["report"]).code).toBe(0)
    expect(chatledger(folder, ["status"]).stdout).toContain(instance)
  })
})
