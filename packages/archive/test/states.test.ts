// Blind time by the states that checks saw and notifications told.
import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { blindByState, type StateTimes, withLook, withReported } from "../src/coverage/states.ts"
import { type Archive, commitSnapshot, coverageOf, type Facts } from "../src/index.ts"
import { removeSnapshot, snapshotRef } from "../src/internal.ts"
import { bytesOf, emptyArchive, factsOf } from "./archives.ts"

const minute = 60_000

const looksOf = (told: StateTimes, ...looks: ReadonlyArray<readonly [number, boolean]>) =>
  looks.reduce<StateTimes>((known, [at, isGood]) => withLook(known, told, at * minute, isGood), [])

const toldOf = (...changes: ReadonlyArray<readonly [number, string]>) =>
  changes.reduce<StateTimes>((known, [at, state]) => withReported(known, at * minute, state), [])

/** Blind time up to minute 10,000, in minutes. */
const blind = (looks: StateTimes, told: StateTimes) =>
  blindByState(looks, told, 10_000 * minute).map(({ from, to }) => `${from / minute}–${to / minute}`)

describe("blind time by states", () => {
  const hourly = looksOf([], [60, true], [120, false], [180, true])

  it("is from the last good check to the next one where nothing tells more", () => {
    assert.deepStrictEqual(blind(hourly, []), ["57–185"])
    assert.deepStrictEqual(blind(looksOf([], [60, false]), []), ["0–10000"])
  })

  it("is exact where notifications tell the changes", () => {
    const told = toldOf([150, "authorized"], [90, "notAuthorized"])
    assert.deepStrictEqual(blind(hourly, told), ["90–150"])
    assert.deepStrictEqual(blind([], told), ["90–150"])
    assert.deepStrictEqual(blind(hourly, toldOf([90, "blocked"])), ["90–185"])
    assert.deepStrictEqual(blind(hourly, toldOf([150, "authorized"])), ["57–150"])
  })

  it("is seen between two good checks, and not where an account can still receive", () => {
    const good = looksOf([], [60, true], [120, true], [180, true])
    assert.deepStrictEqual(blind(good, toldOf([70, "notAuthorized"], [80, "authorized"])), ["70–80"])
    assert.deepStrictEqual(blind(good, toldOf([70, "notAuthorized"])), ["70–125"])
    assert.deepStrictEqual(blind(good, toldOf([70, "yellowCard"], [80, "authorized"])), [])
    assert.deepStrictEqual(blind(good, toldOf([200, "suspended"])), ["200–10000"])
  })

  it("needs no checks of long ago but those around changes", () => {
    const told = toldOf([1_000, "notAuthorized"])
    const hours = Array.from({ length: 24 * 30 }, (_, hour) => [60 * (1 + hour), true] as const)
    const looks = looksOf(told, ...hours)
    assert.deepStrictEqual(blind(looks, told), ["1000–1025"])
    assert.isBelow(looks.length, 24 * 2 + 6)
  })
})

const start = Date.parse("2024-01-29T00:00:00Z")
const at = (minutes: number) => new Date(start + minutes * minute).toISOString()

const commit = Effect.fnUntraced(function* (archive: Archive, text: string, facts: Partial<Facts>) {
  const body = bytesOf(text)
  const whole = factsOf(body, { server_date: null, ...facts })
  yield* commitSnapshot(archive, whole, body)
  return whole.snapshot_id
})

const sync = (archive: Archive, minutes: number, state: string) =>
  commit(archive, "[]", {
    requested_at: at(minutes),
    minutes: 70,
    evidence: { asked_at: at(minutes), state, settings: { incomingWebhook: "yes" } }
  })

const notify = (archive: Archive, minutes: number, stateInstance: string, idInstance = 1101000001) =>
  commit(
    archive,
    JSON.stringify({
      typeWebhook: "stateInstanceChanged",
      instanceData: { idInstance },
      timestamp: (start + minutes * minute) / 1000,
      stateInstance
    }),
    { requested_at: at(minutes), journal: "notifications", minutes: null, record_count: 1 }
  )

const told = Effect.fnUntraced(function* (archive: Archive) {
  const [incoming] = yield* coverageOf(archive)
  return incoming?.intervals.map(
    ({ from, state, to }) => `${(from - start) / minute}–${(to - start) / minute} ${state}`
  )
})

/** What the snapshots alone tell. */
const fromScratch = Effect.fnUntraced(function* (archive: Archive) {
  const fs = yield* FileSystem.FileSystem
  yield* fs.remove(`${archive.path}/cache`, { recursive: true, force: true })
  return yield* told(archive)
})

describe("the coverage of an instance", () => {
  it.effect("has the blind time that its notifications tell, whenever they come", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      yield* sync(archive, 60, "authorized")
      yield* sync(archive, 120, "notAuthorized")
      yield* sync(archive, 180, "authorized")
      assert.deepStrictEqual(yield* told(archive), ["-9–57 ok", "57–177 blind"])
      yield* notify(archive, 90, "notAuthorized")
      assert.deepStrictEqual(yield* told(archive), ["-9–90 ok", "90–177 blind"])
      yield* notify(archive, 100, "authorized", 1101000002)
      const last = yield* notify(archive, 150, "authorized")
      const exact = ["-9–90 ok", "90–150 blind", "150–177 ok"]
      assert.deepStrictEqual(yield* told(archive), exact)
      assert.deepStrictEqual(yield* fromScratch(archive), exact)
      yield* removeSnapshot(archive, yield* snapshotRef(archive, "1101000001", last))
      assert.deepStrictEqual(yield* told(archive), ["-9–90 ok", "90–177 blind"])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("knows all checks around a change that is told long afterwards", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      for (let hour = 1; hour <= 24 * 5; hour += 1) yield* sync(archive, 60 * hour, "authorized")
      yield* told(archive)
      yield* notify(archive, 90, "notAuthorized")
      const known = yield* told(archive)
      assert.deepStrictEqual(known?.slice(0, 3), ["-9–90 ok", "90–125 blind", "125–7197 ok"])
      assert.deepStrictEqual(known, yield* fromScratch(archive))
    }).pipe(Effect.provide(NodeServices.layer))
  )
})
