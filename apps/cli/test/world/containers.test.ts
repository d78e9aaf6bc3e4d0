// Two containers with one host name, each with a process 1 of its own, on one archive: the lock of a living one is respected, that
// of a former one is no lock.
import { spawnSync } from "node:child_process"
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { scriptedJournal } from "@chatledger/journal-server"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { ago, configure, heldJournal, incoming, shop } from "../journal-service.ts"
import { must, syncedIn } from "./chain.ts"
import { serve } from "./service.ts"
import { begin, countsOf, newPlace, plain, run, type World } from "./world.ts"

const container: World = {
  name: "container",
  within: ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc"]
}
const isPossible = spawnSync("unshare", ["--pid", "--fork", "--mount-proc", "true"]).status === 0

const place = newPlace()
const counts = countsOf("containers")

describe.skipIf(!isPossible)("two containers", () => {
  it("do not steal each other's lock, and a restarted one is not shut out by its former self", async () => {
    const held = heldJournal()
    const slow = await serve({ journal: held.journal, instances: [shop] })
    const quick = await serve({
      journal: scriptedJournal([incoming(shop, "A", ago(600))]),
      instances: [shop]
    })
    const [first, second] = [join(place, "first"), join(place, "second")]
    for (const folder of [first, second]) mkdirSync(folder)
    configure(first, slow.url, [shop])
    configure(second, quick.url, [shop])
    const archive = join(place, "archive")
    const holding = begin(container, first, ["sync", "--archive", archive])
    await held.asked
    const other = await run(container, second, ["sync", "--archive", archive])
    expect([other.code, other.stderr]).toEqual([0, expect.stringMatching(/another|held by|skipped/)])
    expect(Effect.runSync(quick.server.requests)).toEqual([])
    holding.kill("SIGKILL")
    await holding.ran
    held.letGo()
    const again = await syncedIn(container, second, archive)
    expect(JSON.parse(again.messages)).toHaveLength(1)
    await must(container, second, ["compact", "--archive", archive])
    await must(plain, second, ["verify", "--archive", archive])
    await Promise.all([slow.end(), quick.end()])
    counts.count({ worlds: 2, commands: 4 + again.commands, "told of": 1, "equal outputs": 1 })
  })
})

it("has proved what is published", () => counts.settle())
