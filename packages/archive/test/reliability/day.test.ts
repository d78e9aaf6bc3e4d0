// A day of failures of every kind, by seed; what is archived in the end is the truth but for the gaps that the archive
// reports itself. One seed again: CHATLEDGER_SEED=17 npx vitest run test/reliability/day.test.ts
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import * as Stream from "effect/Stream"
import {
  coverageOf,
  listSnapshots,
  openArchive,
  readBody,
  SnapshotDamaged,
  verifyArchive
} from "../../src/index.ts"
import { extent, publish, seedsOf } from "./counts.ts"
import { type Day, dayOf } from "./day.ts"
import { diskFiles } from "./disk-files.ts"

/** A message that appears later than this is promised only once the service was heard after that. */
const LAG = 180_000

const judged = Effect.fnUntraced(function* ({ disk, truth, acknowledged, heardAt }: Day) {
  const archive = yield* openArchive(`${disk.mount}/archive`)
  const verified = yield* Stream.runCollect(verifyArchive(archive))
  for (const { found } of verified) if (found instanceof SnapshotDamaged) assert.fail(String(found))
  const snapshots = new Map<string, string>()
  const texts = new Map<string, Set<string>>()
  for (const ref of yield* listSnapshots(archive)) {
    const { facts, body } = yield* readBody(ref)
    snapshots.set(`${ref.instanceId}/${ref.snapshotId}`, facts.sha256)
    const known = texts.get(ref.instanceId) ?? new Set()
    texts.set(ref.instanceId, known)
    for (const { idMessage } of JSON.parse(Buffer.from(body).toString())) known.add(idMessage)
  }
  for (const { idInstance, snapshotId, body } of acknowledged)
    if (snapshots.get(`${idInstance}/${snapshotId}`) !== body)
      assert.fail(`snapshot ${snapshotId} of ${idInstance} was acknowledged and is lost`)
  let messages = 0
  let missing = 0
  const coverage = yield* coverageOf(archive)
  for (const { instanceId, journal, intervals } of coverage) {
    const heard = heardAt.get(`${instanceId} ${journal}`)
    if (heard === undefined) continue
    const covered = intervals.filter(({ state }) => state === "ok")
    for (const { id, timestamp, states, journal: sentIn } of truth.get(instanceId) ?? []) {
      const at = timestamp * 1000
      const visibleFrom = states[0]?.visibleFrom ?? 0
      if (sentIn !== journal) continue
      if (!covered.some(({ from, to }) => from <= at && at < to)) continue
      if (visibleFrom > at + LAG && visibleFrom > heard) continue
      messages += 1
      if (!texts.get(instanceId)?.has(id)) {
        missing += 1
        assert.fail(
          `message ${id} of ${journal}, sent ${new Date(at).toISOString()}, seen from ${new Date(visibleFrom).toISOString()}, is in covered time and not archived`
        )
      }
    }
  }
  const known = new Set([...truth.values()].flatMap((sent) => sent.map(({ id }) => id)))
  for (const ids of texts.values())
    for (const id of ids) if (!known.has(id)) assert.fail(`nobody sent message ${id}`)
  const gaps = coverage.flatMap(({ intervals }) => intervals.filter(({ state }) => state !== "ok")).length
  return { messages, missing, gaps, snapshots: snapshots.size }
})

const counts = publish("day", [
  "syncs",
  "requests",
  "faults",
  "restarts",
  "clock jumps",
  "refusals of the disk",
  "acknowledged",
  "snapshots",
  "gaps",
  "messages"
])

describe("a virtual day", () => {
  for (const seed of seedsOf(extent(16, 200, 5000)))
    it.live(`ends with all that is not reported as missing, seed ${seed}`, () =>
      Effect.gen(function* () {
        const day = yield* dayOf(seed)
        const { messages, gaps, snapshots } = yield* judged(day).pipe(
          Effect.provide(
            Layer.mergeAll(Layer.succeed(FileSystem.FileSystem, diskFiles(day.disk)), Path.layer)
          ),
          Effect.provideService(Clock.Clock, day.clock)
        )
        counts.count({
          seeds: 1,
          ...day.tally,
          acknowledged: day.acknowledged.length,
          snapshots,
          gaps,
          messages
        })
      })
    )

  it("has proved what is published", counts.settle)
})
