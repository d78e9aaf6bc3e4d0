// Import, killed: what it told is archived, nothing is there twice, and the next import completes it.
import * as Crypto from "node:crypto"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect } from "vitest"
import { reply, text } from "../replies.ts"
import { age, archiveIn, expectAll, expectNothingLeft, kept, leftByKill } from "./killed-archive.ts"
import { run, runUntil } from "./killing.ts"
import { countLeft, counts, type Lane } from "./lanes.ts"

const files = Array.from({ length: 8 }, (_, index) => `reply-${index}.json`)
const words = (...paths: ReadonlyArray<string>) => [
  "import",
  ...paths,
  "--instance",
  "1101000001",
  "--requested-at",
  "mtime"
]

export const killedImport = async ({ folder, random, kill }: Lane) => {
  const save = (round: string, name: string) => {
    const size = random.between(1, 400)
    const body = reply(text(`M${round}-${name}`, "x".repeat(size), 1_770_000_000 + random.between(0, 99)))
    mkdirSync(join(folder, round), { recursive: true })
    writeFileSync(join(folder, round, name), body)
    return Crypto.hash("sha256", body)
  }
  save("first", "reply.json")
  expect((await run(folder, words("first"))).code).toBe(0)
  let before = await kept(folder)
  const rounds = ["first"]
  const once = async () => {
    const round = `round-${rounds.length}`
    rounds.push(round)
    const bodies = files.map((name) => save(round, name))
    const moment = {
      below: archiveIn(folder),
      change: random.between(1, 30),
      after: random.pick([0, 0, 0, 1, 2])
    }
    const { code, stderr } = await runUntil(folder, words(round), moment)
    expect([0, null], stderr).toContain(code)
    const archived = await kept(folder)
    expectAll(archived, before)
    const held = archived.map(({ sha256 }) => sha256)
    expect(new Set(held).size).toBe(held.length)
    for (const [index, name] of files.entries())
      if (stderr.includes(`${name}: 1 record`) || code === 0) expect(held).toContain(bodies[index])
    if (code === null) countLeft(folder, leftByKill(folder))
    counts.count({ "kills after which something was new": archived.length > before.length ? 1 : 0 })
    before = archived
    return code === null
  }
  while (await kill(once));
  age(folder)
  const again = await run(folder, words(...rounds))
  expect(again.code, again.stderr).toBe(0)
  expect((await kept(folder)).length).toBe(1 + (rounds.length - 1) * files.length)
  expectNothingLeft(folder)
}
