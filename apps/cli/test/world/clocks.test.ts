// Clocks that are ahead, behind, far away or jump, as `faketime` fakes them to the process: outputs are those of the plain
// world, and a sync that waits goes on.
import { spawnSync } from "node:child_process"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { scriptedJournal } from "@chatledger/journal-server"
import * as Effect from "effect/Effect"
import { describe, expect, it, vi } from "vitest"
import { configure, shop } from "../journal-service.ts"
import { archived, expectEqual, told } from "./chain.ts"
import { serve } from "./service.ts"
import { begin, countsOf, newPlace, plain, someOf, type World } from "./world.ts"

const hasFaketime = spawnSync("faketime", ["--version"]).status === 0
const place = newPlace()
const counts = countsOf("clocks")

/** The monotonic clock stays, as it does where somebody sets the clock of a machine. */
const clock = (time: string): World => ({
  name: `clock ${time}`,
  within: ["faketime", "-f", time],
  env: { FAKETIME_DONT_FAKE_MONOTONIC: "1", DONT_FAKE_MONOTONIC: "1" }
})

const clocks = someOf(["+3d", "-3d", "@2050-01-01 00:00:00", "+1d x30", "-90d"], 2).map(clock)

describe.skipIf(!hasFaketime)("a clock that is wrong", () => {
  it("changes no output", async () => {
    const folder = join(place, "plain")
    await archived(plain, folder)
    const expected = await told(plain, folder, "UTC")
    for (const world of clocks) {
      const other = join(place, encodeURIComponent(world.name))
      const imports = await archived(world, other)
      const { commands, outputs } = await told(world, other, "UTC")
      const equal = expectEqual(world, outputs, expected.outputs)
      counts.count({ worlds: 1, commands: imports + commands, "equal outputs": equal })
    }
  })

  it("that is set back by days while sync waits keeps no round away", async () => {
    const service = await serve({ journal: scriptedJournal([]), instances: [shop] })
    const folder = join(place, "jumping")
    mkdirSync(folder)
    configure(folder, service.url, [shop])
    const file = join(folder, "clock")
    writeFileSync(file, "+0\n")
    const library = "/usr/$LIB/faketime/libfaketime.so.1"
    const env = {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
      DONT_FAKE_MONOTONIC: "1"
    }
    const sync = begin({ name: "jumping", env }, folder, ["sync", "--every", "5s", "--archive", "synced"])
    await sync.said("incoming covered")
    writeFileSync(file, "-3d\n")
    const rounds = () => Effect.runSync(service.server.requests).length
    const before = rounds()
    await vi.waitFor(() => expect(rounds()).toBeGreaterThan(before + 1), { timeout: 60_000, interval: 200 })
    sync.kill("SIGTERM")
    expect((await sync.ran).code).toBe(130)
    await service.end()
    counts.count({ worlds: 1, commands: 1, "equal outputs": 1 })
  })
})

it("has proved what is published", () => counts.settle())
