// SIGKILL in the middle of `media fetch`, again and again on the same archive.
//
// What a snapshot tells as kept is there, whole, under its hash; no file has half its bytes; the next run takes over the
// lock at once, and in the end everything is there once.
import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { randomFrom } from "@chatledger/sample-account"
import { expect, it } from "vitest"
import { fileOf, mediaOffice } from "../media-service.ts"
import { run, runUntil } from "./killing.ts"

const FILES = 120
const KILLS = process.env["CHATLEDGER_RELIABILITY"] === "part" ? 3 : 40

const filesIn = (folder: string) =>
  readdirSync(join(folder, "archive/media"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))

it("media fetch that is killed keeps what it told, and the next one completes it", {
  timeout: 1_200_000
}, async () => {
  const random = randomFrom(19)
  const files = Array.from({ length: FILES }, (_, index) => fileOf(`FILE${index}`, 40_000 + 997 * index))
  const office = await mediaOffice({ files })
  const { folder } = office
  expect((await run(folder, ["sync"])).code).toBe(0)
  await run(folder, ["media", "fetch", "--max-run-size", "100KB"])
  let kills = 0
  for (let round = 0; round < KILLS; round += 1) {
    const moment = {
      below: join(folder, "archive"),
      change: random.between(5, 400),
      after: random.pick([0, 0, 1, 3])
    }
    const { code, stderr } = await runUntil(folder, ["media", "fetch"], moment)
    expect([0, 3, null], stderr).toContain(code)
    expect(stderr).not.toContain("skipped")
    if (code === null) kills += 1
    for (const path of filesIn(folder))
      expect(createHash("sha256").update(readFileSync(path)).digest("hex")).toBe(path.slice(-64))
    expect((await run(folder, ["verify"])).code).toBe(0)
  }
  expect(kills).toBeGreaterThan(0)
  expect((await run(folder, ["media", "fetch"])).code).toBe(0)
  expect(filesIn(folder)).toHaveLength(FILES)
  const asked = office.fetches()
  expect((await run(folder, ["media", "fetch"])).stderr).toContain("nothing to fetch")
  expect(office.fetches()).toBe(asked)
})
