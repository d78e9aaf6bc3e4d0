// Disks that go away and come back: as root, on file systems in memory. Nothing is begun in their place, and what needs
// them says to mount them.
import { cpSync, mkdirSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { scriptedJournal } from "@chatledger/journal-server"
import { describe, expect, it } from "vitest"
import { ago, configure, incoming, shop } from "../journal-service.ts"
import { archived, must, syncedIn, tellings } from "./chain.ts"
import { canMount, newMounts } from "./mounts.ts"
import { serve } from "./service.ts"
import { begin, countsOf, newPlace, plain, run } from "./world.ts"

const place = newPlace()
const { mount, unmount } = newMounts()
const counts = countsOf("vanished")

describe.skipIf(!canMount)("a disk that goes away", () => {
  it("between two rounds of sync is missed, and once it is back the next round goes on", async () => {
    const service = await serve({
      journal: scriptedJournal([incoming(shop, "A", ago(600))]),
      instances: [shop]
    })
    const [path, folder] = [join(place, "away"), join(place, "syncing")]
    mount(path, "64m")
    mkdirSync(folder)
    configure(folder, service.url, [shop])
    const archive = join(path, "archive")
    const sync = begin(plain, folder, ["sync", "--every", "2s", "--archive", archive])
    await sync.said("incoming covered")
    const kept = join(place, "kept")
    // What the round that ends leaves: neither its lock nor what it is about to remove.
    cpSync(archive, kept, { recursive: true, filter: (from) => !/\.lock|\.tmp-/.test(from) })
    unmount(path)
    await sync.said("any more: mount it")
    expect(readdirSync(path)).toEqual([])
    const alone = await run(plain, folder, ["sync", "--archive", archive])
    expect([alone.code, alone.stderr]).toEqual([6, expect.stringContaining("--new")])
    expect(readdirSync(path)).toEqual([])
    mount(path, "64m")
    cpSync(kept, archive, { recursive: true })
    await sync.said("incoming covered", 2)
    sync.kill("SIGTERM")
    const { stderr } = await sync.ran
    expect(stderr).toContain(`there is no archive at ${archive} any more`)
    expect(JSON.parse((await syncedIn(plain, folder, archive)).messages)).toHaveLength(1)
    await service.end()
    counts.count({ worlds: 1, commands: 4, "equal outputs": 1, "told of": 2 })
  })

  it("is told of by every command, and none makes anything in its place", async () => {
    const [path, folder] = [join(place, "gone"), join(place, "work")]
    mount(path, "64m")
    const imports = await archived(plain, folder)
    const archive = join(path, "archive")
    cpSync(join(folder, "archive"), archive, { recursive: true })
    const all = [
      ...tellings(folder, "UTC", "out"),
      ["status"],
      ["verify"],
      ["compact"],
      ["prune", "--before", "2030-01-01", "--execute"],
      ["forget", "--chat", "79000000091@c.us", "--execute"],
      ["serve", "--port", "0"]
    ].map((words) => [
      ...words.filter((word) => word !== "--archive" && word !== "archive"),
      "--archive",
      archive
    ])
    await must(plain, folder, ["status", "--archive", archive])
    unmount(path)
    for (const words of all) {
      const { code, stderr } = await run(plain, folder, words)
      expect([...words, code === 0, stderr]).toEqual([
        ...words,
        false,
        expect.stringMatching(/there is no archive at .*gone.archive/)
      ])
    }
    expect(readdirSync(path)).toEqual([])
    counts.count({ worlds: 1, commands: imports + 1 + all.length, "told of": all.length })
  })
})

it("has proved what is published", () => counts.settle())
