import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import {
  type Archive,
  commitSnapshot,
  compactInstance,
  listSnapshots,
  readBody,
  readFacts,
  SnapshotDamaged,
  verifyArchive
} from "../src/index.ts"
import { bytesOf, emptyArchive, factsOf, filesIn } from "./archives.ts"

const instanceId = "1101000001"
const NOW = Date.parse("2024-02-02T12:00:00Z")

/** Keeps replies asked for at these times, each with a body of its own. */
const keep = Effect.fnUntraced(function* (archive: Archive, times: ReadonlyArray<string>) {
  for (const [index, time] of times.entries()) {
    const body = bytesOf(index % 3 === 0 ? "[]" : `[{"idMessage":"${time}","n":${"1".repeat(index)}}]`)
    yield* commitSnapshot(archive, factsOf(body, { requested_at: time }), body)
  }
})

/** Everything that the archive gives back, by snapshot. */
const contents = Effect.fnUntraced(function* (archive: Archive) {
  const refs = yield* listSnapshots(archive)
  return yield* Effect.forEach(
    refs,
    Effect.fnUntraced(function* (ref) {
      const { facts, body } = yield* readBody(ref)
      assert.deepStrictEqual(yield* readFacts(ref), facts)
      return { id: `${ref.instanceId}/${ref.snapshotId}`, facts, body: Buffer.from(body).toString() }
    })
  )
})

const day = (text: string) =>
  [0, 5, 10, 15].map((minute) => `${text}T10:${String(minute).padStart(2, "0")}:00.000Z`)

const compact = (archive: Archive, removeNow = true) => compactInstance(archive, instanceId, { removeNow })

describe("compact", () => {
  it.effect("makes one file of each day that is over, and every snapshot reads as before", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(NOW)
      const archive = yield* emptyArchive
      yield* keep(archive, [...day("2024-01-30"), ...day("2024-01-31"), ...day("2024-02-02")])
      const before = yield* contents(archive)
      const done = yield* compact(archive)
      assert.deepInclude(done, { days: 2, snapshots: 8, removed: 8, waiting: 0, damaged: [] })
      assert.deepStrictEqual(
        (yield* filesIn(archive.path))
          .filter((name) => name.startsWith("snapshots"))
          .map((name) => name.slice(21, 43)),
        [
          "2024/01/20240130.pack.",
          "2024/01/20240131.pack.",
          ...day("2024-02-02").map((time) => `2024/02/${time.replace(/[-:.]/g, "").slice(0, 14)}`)
        ]
      )
      assert.deepStrictEqual(yield* contents(archive), before)
      const verified = yield* Stream.runCollect(verifyArchive(archive))
      assert.strictEqual(
        verified.filter(({ found }) => !(found instanceof SnapshotDamaged)).length,
        before.length
      )
      assert.deepInclude(yield* compact(archive), { days: 0, snapshots: 0, removed: 0, waiting: 0 })
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("keeps the loose files for a day, and counts what is there twice once", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      yield* TestClock.setTime(NOW)
      const archive = yield* emptyArchive
      yield* keep(archive, day("2024-01-31"))
      const before = yield* contents(archive)
      assert.deepInclude(yield* compact(archive, false), { days: 1, removed: 0, waiting: 4 })
      assert.deepStrictEqual(yield* contents(archive), before)
      const pack = `${archive.path}/snapshots/${instanceId}/2024/01/20240131.pack.zst`
      yield* fs.utimes(pack, new Date(NOW - 86_399_000), new Date(NOW - 86_399_000))
      assert.deepInclude(yield* compact(archive, false), { days: 0, removed: 0, waiting: 4 })
      yield* fs.utimes(pack, new Date(NOW - 86_400_000), new Date(NOW - 86_400_000))
      assert.deepInclude(yield* compact(archive, false), { days: 0, removed: 4, waiting: 0 })
      assert.deepStrictEqual(yield* contents(archive), before)
    }).pipe(Effect.provide(NodeServices.layer))
  )
})
