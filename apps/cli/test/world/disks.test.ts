// Disks that are read-only or full: as root, on file systems in memory. What can be answered is answered as in the plain
// world; what cannot is told with what to do, and done by the same command once there is room.
import { cpSync, existsSync, statfsSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { scriptedJournal } from "@chatledger/journal-server"
import { beforeAll, describe, expect, it } from "vitest"
import { ago, configure, incoming, shop } from "../journal-service.ts"
import { writeAccount } from "./account.ts"
import { archived, expectEqual, filesIn, must, type Outputs, tellings, told } from "./chain.ts"
import { canMount, newMounts } from "./mounts.ts"
import { serve } from "./service.ts"
import { countsOf, newPlace, plain, run, someOf } from "./world.ts"

const place = newPlace()
const { mount, remount } = newMounts()
const counts = countsOf("disks")

/** All but the workbook, whose first sheet names the folder above that of the tables, and the manifest, which knows its bytes. */
const tables = (outputs: Outputs): Outputs =>
  new Map([...outputs].filter(([name]) => !/\.xlsx$|manifest\.json$/.test(name)))

/** Every file of a folder whose name is no temporary one. */
const named = (folder: string): ReadonlyArray<string> =>
  existsSync(folder) ? [...filesIn(folder).keys()].filter((name) => !/\.tmp-[0-9a-f]{12}$/.test(name)) : []

describe.skipIf(!canMount)("a disk", () => {
  const folder = join(place, "plain")
  let expected: Outputs
  beforeAll(async () => {
    await archived(plain, folder)
    expected = tables((await told(plain, folder, "UTC")).outputs)
  })

  it("that is read-only gives the outputs of one that is not, and what wants to write is told of", async () => {
    const path = join(place, "read-only")
    mount(path, "64m")
    cpSync(join(folder, "archive"), join(path, "archive"), { recursive: true })
    remount(path, "ro")
    const service = await serve({
      journal: scriptedJournal([incoming(shop, "A", ago(600))]),
      instances: [shop]
    })
    const copy = join(place, "copy")
    writeAccount(copy)
    configure(copy, service.url, [shop])
    symlinkSync(join(path, "archive"), join(copy, "archive"))
    const { commands, outputs } = await told(plain, copy, "UTC")
    const equal = expectEqual(plain, tables(outputs), expected)
    for (const words of [["status", "--format", "json"], ["verify"]])
      await must(plain, copy, [...words, "--archive", "archive"])
    const writing = [
      ["sync", "--new"],
      ["import", "1101000091-incoming/00000.json", "--instance", "1101000099"],
      ["report", "-o", "archive/reports/of/today.html"],
      ["export", "-o", "archive/files/of/today"],
      ["compact"],
      ["prune", "--before", "2030-01-01", "--execute"],
      ["forget", "--chat", "79000000091@c.us", "--execute"]
    ]
    for (const words of writing) {
      const { code, stderr } = await run(plain, copy, [...words, "--archive", "archive"])
      expect([...words, code === 0, stderr]).toEqual([...words, false, expect.stringMatching(/read-only/)])
    }
    await service.end()
    counts.count({
      worlds: 1,
      commands: commands + 2 + writing.length,
      "equal outputs": equal,
      "told of": writing.length
    })
  })

  // Room for the archive's first file, for nothing, for some snapshots, for the archive alone.
  it.each(someOf(["16k", "4k", "48k", "96k"], 1))(
    "that is full at %s is told of, keeps nothing half, and the same command does it once there is room",
    async (size) => {
      const path = join(place, `full-${size}`)
      mount(path, size)
      const replies = join(place, `replies-${size}`)
      const imports = writeAccount(replies)
      const once = async (at: string, words: ReadonlyArray<string>) => {
        const before = named(path)
        const full = await run(plain, at, words)
        counts.count({ commands: 1 })
        if (full.code === 0) return
        expect([...words, full.stderr]).toEqual([...words, expect.stringMatching(/full|free some space/)])
        expect(full.stderr).not.toMatch(/a bug/)
        const after = named(path)
        expect([...words, before.filter((name) => !after.includes(name))]).toEqual([...words, []])
        remount(path, "size=64m")
        await must(plain, at, words)
        const { bsize, blocks, bfree } = statfsSync(path)
        remount(path, `size=${(blocks - bfree) * bsize + 16 * 1024}`)
        counts.count({ commands: 1, "told of": 1 })
      }
      for (const words of imports) await once(replies, [...words, "--archive", join(path, "archive")])
      remount(path, `size=${32 * 1024 + 1024 * 1024}`)
      for (const words of tellings(path, "UTC", "out")) await once(path, words)
      const equal = expectEqual(plain, tables(filesIn(join(path, "out"))), expected)
      counts.count({ worlds: 1, "equal outputs": equal })
    }
  )
})

it("has proved what is published", () => counts.settle())
