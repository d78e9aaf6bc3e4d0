// Disks that are read-only, full, or go away: as root, on file systems in memory. What can be answered is answered as in the plain
// world; what cannot is told with what to do, and done by the same command once there is room.
import { spawnSync } from "node:child_process"
import { cpSync, mkdirSync } from "node:fs"
import { join } from "node:path"
import { scriptedJournal } from "@chatledger/journal-server"
import { afterAll, describe, expect, it } from "vitest"
import { ago, configure, incoming, shop } from "../journal-service.ts"
import { archived, expectEqual, must, type Outputs, told } from "./chain.ts"
import { serve } from "./service.ts"
import { begin, countsOf, newPlace, plain, run } from "./world.ts"

const isRoot = process.platform === "linux" && process.getuid?.() === 0
const place = newPlace()
const counts = countsOf("disks")
const mounted = new Set<string>()

const sh = (command: string, ...words: ReadonlyArray<string>) => {
  const { status, stderr } = spawnSync(command, words, { encoding: "utf8" })
  expect([command, words, status, stderr]).toEqual([command, words, 0, ""])
}
const disk = (name: string, size: string): string => {
  const path = join(place, name)
  mkdirSync(path, { recursive: true })
  sh("mount", "-t", "tmpfs", "-o", `size=${size},mode=700`, "tmpfs", path)
  mounted.add(path)
  return path
}
afterAll(() => {
  for (const path of mounted) spawnSync("umount", ["-l", path])
})

/** All but the workbook, whose first sheet names the folder above that of the tables, and the manifest, which knows its bytes. */
const tables = (outputs: Outputs): Outputs =>
  new Map([...outputs].filter(([name]) => !/\.xlsx$|manifest\.json$/.test(name)))

describe.skipIf(!isRoot)("a disk", () => {
  it("that is read-only gives the outputs of one that is not", async () => {
    const folder = join(place, "plain")
    await archived(plain, folder)
    const expected = await told(plain, folder, "UTC")
    const path = disk("read-only", "64m")
    cpSync(join(folder, "archive"), join(path, "archive"), { recursive: true })
    sh("mount", "-o", "remount,ro", path)
    const copy = join(place, "copy")
    mkdirSync(copy)
    sh("ln", "-s", join(path, "archive"), join(copy, "archive"))
    const words = ["export", "--format", "csv", "-o", "first", "--archive", "archive"]
    const asked = await run(plain, copy, words)
    if (asked.code === 0) {
      const { commands, outputs } = await told(plain, copy, "UTC")
      counts.count({
        worlds: 1,
        commands,
        "equal outputs": expectEqual(plain, tables(outputs), tables(expected.outputs))
      })
    } else {
      expect(asked.stderr).toMatch(/read-only/)
      counts.count({ worlds: 1, commands: 1, "told of": 1 })
    }
  })

  it("that is full is told of, and the same command does it once there is room", async () => {
    const path = disk("full", "4k")
    const imports = await archived(plain, join(place, "replies"))
    const full = await run(plain, join(place, "replies"), [
      "import",
      "1101000091-incoming",
      "--instance",
      "1101000091",
      "--archive",
      join(path, "archive")
    ])
    expect([full.code === 0, full.stderr]).toEqual([false, expect.stringMatching(/full|room/)])
    sh("mount", "-o", "remount,size=64m", path)
    await must(plain, join(place, "replies"), [
      "import",
      "1101000091-incoming",
      "--instance",
      "1101000091",
      "--archive",
      join(path, "archive")
    ])
    counts.count({ worlds: 1, commands: imports + 2, "told of": 1, "equal outputs": 1 })
  })

  it("that goes away between two rounds of sync is missed, and nothing is begun in its place", async () => {
    const service = await serve({
      journal: scriptedJournal([incoming(shop, "A", ago(600))]),
      instances: [shop]
    })
    const path = disk("away", "64m")
    const folder = join(place, "syncing")
    mkdirSync(folder)
    configure(folder, service.url, [shop])
    const sync = begin(plain, folder, ["sync", "--every", "2s", "--archive", join(path, "archive")])
    await sync.said("incoming covered")
    sh("umount", "-l", path)
    await sync.said("any more: mount it")
    sync.kill("SIGTERM")
    const { stderr } = await sync.ran
    expect(stderr).toContain(`there is no archive at ${join(path, "archive")} any more`)
    expect(spawnSync("ls", ["-A", path], { encoding: "utf8" }).stdout).toBe("")
    await service.end()
    counts.count({ worlds: 1, commands: 1, "told of": 1 })
  })
})

it("has proved what is published", () => counts.settle())
