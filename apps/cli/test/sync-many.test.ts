import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { describe, expect, it } from "vitest"
import { again } from "../src/commands/sync/again.ts"
import { scheduleOf } from "../src/commands/sync/schedule.ts"
import { isInShard, shardOf } from "../src/configuration/shard.ts"

describe("the shards of a configuration", () => {
  const ids = Array.from({ length: 1000 }, (_, index) => String(1_101_000_000 + index))

  it("hold every instance exactly once, and about as many each", () => {
    for (const of of [1, 2, 3, 7]) {
      const shards = Array.from({ length: of }, (_, index) =>
        ids.filter((id) => isInShard(id, { number: index + 1, of }))
      )
      expect(shards.flat().toSorted()).toEqual(ids)
      for (const shard of shards) expect(shard.length).toBeGreaterThan(700 / of)
    }
  })

  it("are named 1/3, 2/3, 3/3, and nothing else", () => {
    expect(Effect.runSync(shardOf(Option.some("2/3")))).toEqual({ number: 2, of: 3 })
    expect(Effect.runSync(shardOf(Option.none()))).toBeUndefined()
    for (const wrong of ["0/3", "4/3", "3", "a/b", "1/0", "-1/3", "1/3/5", ""])
      expect(Effect.runSync(Effect.flip(shardOf(Option.some(wrong)))).message).toContain("--shard")
  })
})

/** A clock on which a wait passes at once; its wall is set to what is wanted before each round. */
const setClock = (walls: ReadonlyArray<number>) => {
  const waits: Array<number> = []
  let passed = 1_000_000
  const wall = () => walls[waits.length] ?? 0
  const nanos = () => BigInt(passed) * 1_000_000n
  const clock: Clock.Clock = {
    currentTimeMillisUnsafe: wall,
    currentTimeMillis: Effect.sync(wall),
    currentTimeNanosUnsafe: () => BigInt(wall()) * 1_000_000n,
    currentTimeNanos: Effect.sync(() => BigInt(wall()) * 1_000_000n),
    monotonicTimeNanosUnsafe: nanos,
    monotonicTimeNanos: Effect.sync(nanos),
    sleep: (duration) =>
      Effect.sync(() => {
        waits.push(Duration.toMillis(duration))
        passed += Duration.toMillis(duration)
      })
  }
  const pass = (millis: number) => {
    passed += millis
  }
  return { clock, waits, pass }
}

describe("the waits of sync --every", () => {
  it("are never longer than the interval, whatever the clock of the machine is set to", () => {
    const now = Date.parse("2026-03-01T12:00:00Z")
    const day = 86_400_000
    const { clock, waits, pass } = setClock([now, now - 3 * day, now + 400 * day, 0, now])
    const round = (due: ReadonlySet<string>) =>
      Effect.suspend(() => {
        pass(20_000)
        return waits.length < 5 ? Effect.succeed(due) : Effect.fail([...waits])
      })
    const ended = Effect.flip(again(new Map([["a", 300_000]]), round))
    expect(Effect.runSync(Effect.provideService(ended, Clock.Clock, clock))).toEqual(
      Array.from({ length: 5 }, () => 280_000)
    )
  })

  it("are for whoever is next, of more instances than a call takes arguments", () => {
    const ids = Array.from({ length: 200_000 }, (_, index) => String(index))
    const schedule = scheduleOf(new Map(ids.map((id, index) => [id, 60_000 + index])), 0)
    for (const id of ids) schedule.synced(id, 0, 1)
    expect(schedule.nextAt()).toBe(60_000)
  })
})

describe("the schedule of sync --every", () => {
  it("syncs each instance as often as it wants, counted from the beginning of its last sync", () => {
    const schedule = scheduleOf(
      new Map([
        ["often", 60],
        ["seldom", 300]
      ]),
      1000
    )
    expect(schedule.due(1000)).toEqual(["often", "seldom"])
    schedule.synced("often", 1000, 1010)
    schedule.synced("seldom", 1000, 1010)
    expect(schedule.nextAt()).toBe(1060)
    expect(schedule.due(1060)).toEqual(["often"])
    schedule.synced("often", 1060, 1065)
    expect(schedule.nextAt()).toBe(1120)
    expect(schedule.due(1300)).toEqual(["often", "seldom"])
  })

  it("makes up for no sync that was missed, and begins none before the last has ended", () => {
    const schedule = scheduleOf(new Map([["slow", 60]]), 0)
    schedule.synced("slow", 0, 150)
    expect(schedule.due(179)).toEqual([])
    expect(schedule.nextAt()).toBe(180)
  })
})
