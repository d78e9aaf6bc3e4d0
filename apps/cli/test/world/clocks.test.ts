// Clocks that are ahead, behind, far away or jump, as `faketime` fakes them to the process: outputs are those of the plain
// world, and a sync that waits goes on.
import { spawnSync } from "node:child_process"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { scriptedJournal } from "@chatledger/journal-server"
import * as Effect from "effect/Effect"
import { describe, expect, it, vi } from "vitest"
import { ago, configure, incoming, outgoing, shop } from "../journal-service.ts"
import { archived, expectEqual, must, syncedIn, told } from "./chain.ts"
import { demonstrated } from "./demo.ts"
import { serve } from "./service.ts"
import { begin, countsOf, isWhole, newPlace, plain, someOf, type World } from "./world.ts"

const hasFaketime = spawnSync("faketime", ["--version"]).status === 0
const place = newPlace()
const counts = countsOf("clocks")

/** The monotonic clock stays, as it does where somebody sets the clock of a machine. */
const clock = (time: string): World => ({
  name: `clock ${time}`,
  within: ["faketime", "-f", time],
  env: { FAKETIME_DONT_FAKE_MONOTONIC: "1", DONT_FAKE_MONOTONIC: "1" }
})

const clocks = someOf(["+3d", "-3d", "@2050-01-01 00:00:00", "+1d x30", "-90d"], 1).map(clock)

describe.skipIf(!hasFaketime)("a clock that is wrong", () => {
  it("changes no output", async () => {
    const folder = join(place, "plain")
    await archived(plain, folder)
    const expected = await told(plain, folder, "UTC")
    const demo = isWhole ? await demonstrated(plain, folder, ["--tz", "UTC"]) : undefined
    for (const world of clocks) {
      const other = join(place, encodeURIComponent(world.name))
      const imports = await archived(world, other)
      const { commands, outputs } = await told(world, other, "UTC")
      const equal = expectEqual(world, outputs, expected.outputs)
      counts.count({ worlds: 1, commands: imports + commands, "equal outputs": equal })
      if (demo === undefined) continue
      const own = await demonstrated(world, other, ["--tz", "UTC"])
      counts.count({ commands: 1, "equal outputs": expectEqual(world, own, demo) })
    }
  })

  it("at one of two syncs does not let an old state win, covers nothing of the future, and is told of", async () => {
    const syncs = async (first: World, second: World) => {
      const folder = join(place, encodeURIComponent(`sync ${first.name}, ${second.name}`))
      mkdirSync(folder)
      const seen = (status: string) => [
        incoming(shop, "A", ago(120)),
        outgoing(shop, "O", ago(60), status, ago(60))
      ]
      const all = { old: seen("sent"), young: [...seen("read"), incoming(shop, "B", ago(30))] }
      const old = await serve({ journal: scriptedJournal(all.old), instances: [shop] })
      configure(folder, old.url, [shop])
      const before = await syncedIn(first, folder)
      const young = await serve({ journal: scriptedJournal(all.young), instances: [shop] })
      configure(folder, young.url, [shop])
      const after = await syncedIn(second, folder)
      const future = ["sql", "select count(*) as n from coverage where to_at > now()", "--format", "json"]
      const { stdout } = await must(plain, folder, [...future, "--archive", "synced"])
      expect([first.name, second.name, JSON.parse(stdout)]).toEqual([first.name, second.name, [{ n: 0 }]])
      await Promise.all([old.end(), young.end()])
      counts.count({ commands: before.commands + after.commands + 1 })
      const rows: ReadonlyArray<Readonly<Record<string, unknown>>> = JSON.parse(after.messages)
      const messages = rows.map((row) => [row["message_id"], row["status_message"], row["revision_count"]])
      return { before: before.said, after: after.said, messages }
    }
    const { messages, ...right } = await syncs(plain, plain)
    expect(JSON.stringify(right)).not.toContain("the clock of this computer")
    expect(messages).toEqual([
      ["A", null, 1],
      ["B", null, 1],
      ["O", "read", 2]
    ])
    for (const world of clocks) {
      const first = await syncs(world, plain)
      const second = await syncs(plain, world)
      for (const made of [first.messages, second.messages])
        expect([world.name, made]).toEqual([world.name, messages])
      for (const said of [first.before, second.after])
        expect([world.name, said]).toEqual([
          world.name,
          expect.stringMatching(
            /the clock of this computer is \d+ [a-z]+( \d+ [a-z]+)? (behind|ahead of) the service's: correct it/
          )
        ])
      counts.count({ worlds: 1, "equal outputs": 2, "told of": 2 })
    }
  })

  it.each(someOf(["-3d", "+3d"], 1))(
    "that is set by %s while sync waits keeps no round away",
    async (jump) => {
      const service = await serve({ journal: scriptedJournal([]), instances: [shop] })
      const folder = join(place, `jumping ${jump}`)
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
      writeFileSync(file, `${jump}\n`)
      await sync.said("the clock of this computer is")
      const rounds = () => Effect.runSync(service.server.requests).length
      const before = rounds()
      await vi.waitFor(() => expect(rounds()).toBeGreaterThan(before + 1), {
        timeout: 1_800_000,
        interval: 200
      })
      sync.kill("SIGTERM")
      const { code, stderr } = await sync.ran
      expect(code).toBe(130)
      expect(stderr).toMatch(/the clock of this computer is (3 d|2 d 23 h) /)
      await service.end()
      counts.count({ worlds: 1, commands: 1, "told of": 1 })
    }
  )
})

it("has proved what is published", () => counts.settle())
