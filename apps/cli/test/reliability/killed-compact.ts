// Compact, killed: every snapshot stays, loose or packed, and the next compact completes it.
import { join } from "node:path"
import { expect } from "vitest"
import {
  age,
  archiveIn,
  expectNothingLeft,
  filesBelow,
  keepReply,
  kept,
  leftByKill
} from "./killed-archive.ts"
import { run, runUntil } from "./killing.ts"
import { countLeft, counts, type Lane } from "./lanes.ts"

const instances = ["1101000001", "1101000002"]
const days = ["2026-01-30", "2026-01-31", "2026-02-01"]
const hours = ["10", "11", "12", "13"]

const isPack = (name: string) => name.endsWith(".pack.zst")

export const killedCompact = async ({ folder, random, kill }: Lane) => {
  const archive = archiveIn(folder)
  for (const id of instances)
    for (const day of days)
      for (const hour of hours) await keepReply(folder, id, `${day}T${hour}:00:00.000Z`, `${id}${day}${hour}`)
  const before = await kept(folder)
  expect(before.length).toBe(instances.length * days.length * hours.length)
  let code: number | null = null
  let packs = 0
  const once = async () => {
    const moment = { below: archive, change: random.between(1, 45), after: random.pick([0, 0, 0, 1, 2]) }
    const ended = await runUntil(folder, ["compact", "--remove-now"], moment)
    code = ended.code
    expect([0, null], ended.stderr).toContain(code)
    expect(ended.stderr).not.toContain("is in use by")
    expect(await kept(folder)).toEqual(before)
    for (const [, id = ""] of ended.stderr.matchAll(/^(\d+): \d+ snapshots? packed/gm))
      expect(filesBelow(join(archive, "snapshots", id)).filter(isPack).length).toBe(days.length)
    if (code === null) countLeft(folder, leftByKill(folder))
    const packed = filesBelow(archive).filter(isPack).length
    counts.count({ "kills after which something was new": packed > packs ? 1 : 0 })
    packs = packed
    return code === null
  }
  while ((await kill(once)) && code === null);
  age(folder)
  const last = await run(folder, ["compact", "--remove-now"])
  expect(last.code, last.stderr).toBe(0)
  expect(last.stderr).not.toContain("is in use by")
  expect(await kept(folder)).toEqual(before)
  expectNothingLeft(folder)
  expect(filesBelow(join(archive, "snapshots")).filter((name) => !isPack(name))).toEqual([])
}
