// Export, killed while it loads the tables or writes files: each file is the old one or the new one, whole.
import * as Crypto from "node:crypto"
import { mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect } from "vitest"
import { age, archiveIn, filesBelow, isTemporary, keepReply } from "./killed-archive.ts"
import { run, runUntil } from "./killing.ts"
import { countLeft, type Lane } from "./lanes.ts"

const tables = ["messages", "chats", "polls"].flatMap((name) => ["--table", name])
const words = ["export", "--format", "csv,parquet", ...tables, "--tz", "UTC", "-o", "out"]

export const killedExport = async ({ folder, random, kill }: Lane) => {
  const out = join(folder, "out")
  let replies = 0
  const grow = () => {
    replies += 1
    const ids = Array.from({ length: 30 }, (_, index) => `M${replies}-${index}`)
    return keepReply(
      folder,
      "1101000001",
      new Date(1_770_000_000_000 + replies * 60_000).toISOString(),
      ...ids
    )
  }
  const bytesOf = () =>
    new Map(
      filesBelow(out)
        .filter((name) => !isTemporary(name) && !name.startsWith("."))
        .map((name) => [name, Crypto.hash("sha256", readFileSync(join(out, name)))])
    )
  mkdirSync(out)
  await grow()
  expect((await run(folder, words)).code).toBe(0)
  const once = async () => {
    const old = bytesOf()
    await grow()
    const isLoading = random.chance(0.4)
    const below = isLoading ? archiveIn(folder) : out
    const { code } = await runUntil(folder, words, { below, change: random.between(1, 40), after: 0 })
    const found = bytesOf()
    const left = filesBelow(out).filter(isTemporary)
    if (code === null) countLeft(folder, filesBelow(folder))
    age(folder)
    const next = await run(folder, words)
    expect(next.code, next.stderr).toBe(0)
    expect(next.stderr).not.toMatch(/wait|another process/)
    const fresh = bytesOf()
    expect(fresh.size).toBe(old.size)
    for (const [name, sha256] of found)
      if (name !== "manifest.json") expect([old.get(name), fresh.get(name)], name).toContain(sha256)
    const manifest = found.get("manifest.json")
    if (manifest !== undefined) {
      const state = manifest === old.get("manifest.json") ? old : fresh
      expect(manifest).toBe(state.get("manifest.json"))
      for (const [name, sha256] of state) expect(found.get(name), name).toBe(sha256)
    }
    expect(filesBelow(out).filter(isTemporary), `left behind: ${left}`).toEqual([])
    return code === null
  }
  while (await kill(once));
  await grow()
  age(folder)
  expect((await run(folder, words)).code).toBe(0)
  expect(filesBelow(folder).filter((name) => isTemporary(name) || name.endsWith(".lock"))).toEqual([])
}
