// Two containers with one host name, each with a process 1 of its own, on one archive; one with a host name of its own; and the machine
// itself. The lock of a living one is respected, that of a former one is no lock.
import { spawnSync } from "node:child_process"
import { join } from "node:path"
import { scriptedJournal } from "@chatledger/journal-server"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { ago, configure, heldJournal, incoming, shop } from "../journal-service.ts"
import { archived, expectEqual, filesIn, must, syncedIn, told } from "./chain.ts"
import { serve } from "./service.ts"
import { begin, countsOf, newPlace, plain, run, someOf, type World } from "./world.ts"

const unshared = ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc"]
const container: World = { name: "container", within: unshared }
const otherHost: World = {
  name: "container with a host name of its own",
  within: [...unshared, "--uts", "sh", "-c", 'hostname elsewhere; exec "$@"', "sh"]
}
const isPossible =
  spawnSync("unshare", ["--pid", "--fork", "--mount-proc", "--uts", "hostname", "elsewhere"]).status === 0

const place = newPlace()
const counts = countsOf("containers")

// In containers without the right to make others there is nothing to try.
describe.skipIf(!isPossible)("two containers", () => {
  it("do not steal each other's lock, and a restarted one is not shut out by its former self", async () => {
    const held = heldJournal()
    const slow = await serve({ journal: held.journal, instances: [shop] })
    const quick = await serve({
      journal: scriptedJournal([incoming(shop, "A", ago(600))]),
      instances: [shop]
    })
    const [first, second] = [join(place, "first"), join(place, "second")]
    const imports = await archived(container, first)
    await archived(plain, second)
    configure(first, slow.url, [shop])
    configure(second, quick.url, [shop])
    const archive = join(first, "archive")
    const snapshots = () => filesIn(join(archive, "snapshots"))
    const before = snapshots()
    const holding = begin(container, first, ["sync", "--archive", archive])
    await held.asked
    const writing = [
      ["sync"],
      ["compact", "--instance", shop],
      ["prune", "--instance", shop, "--before", "2030-01-01", "--execute"],
      ["forget", "--instance", shop, "--chat", "79000000091@c.us", "--execute"]
    ].map((words) => [...words, "--archive", archive])
    for (const world of [container, otherHost, plain]) {
      for (const words of writing) {
        const other = await run(world, second, words)
        expect([world.name, ...words, other.code, other.stderr]).toEqual([
          world.name,
          ...words,
          expect.any(Number),
          expect.stringMatching(/another process|is in use by|skipped/)
        ])
        counts.count({ commands: 1, "told of": 1 })
      }
      expect(expectEqual(world, snapshots(), before)).toBe(before.size)
    }
    expect(Effect.runSync(quick.server.requests)).toEqual([])
    holding.kill("SIGKILL")
    await holding.ran
    held.letGo()
    const again = await syncedIn(container, second, archive)
    expect(JSON.parse(again.messages)).toContainEqual(expect.objectContaining({ message_id: "A" }))
    await must(container, second, ["compact", "--archive", archive])
    await must(plain, second, ["verify", "--archive", archive])
    await Promise.all([slow.end(), quick.end()])
    counts.count({ worlds: 3, commands: imports + 3 + again.commands, "equal outputs": 3 })
  })

  it("ask one archive at the same time, and answer the same", async () => {
    const folder = join(place, "asked")
    await archived(plain, folder)
    const made = await Promise.all(
      someOf([container, plain, otherHost], 2).map((world, index) =>
        told(world, folder, "UTC", `out-${index}`)
      )
    )
    const [, expected] = made
    for (const { commands, outputs } of made) {
      const equal = expectEqual(container, outputs, expected?.outputs ?? new Map())
      counts.count({ commands, "equal outputs": equal })
    }
  })
})

it("has proved what is published", () => counts.settle())
