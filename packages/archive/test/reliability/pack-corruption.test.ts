// Damage of every kind to packs. Every byte of a pack means something: `verify` names each pack that is not what was
// written and no other; a read brings what was kept, byte for byte, or names the pack, and a list hides nothing.

import { type Random, randomOfRun } from "@chatledger/sample-account"
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import * as Stream from "effect/Stream"
import {
  commitSnapshot,
  compactInstance,
  listSnapshots,
  openOrCreateArchive,
  readBody,
  SnapshotDamaged,
  verifyArchive
} from "../../src/index.ts"
import { bytesOf, factsOf } from "../archives.ts"
import { extent, publish, seedsOf } from "./counts.ts"
import { damages } from "./damages.ts"
import { Disk } from "./disk.ts"
import { diskFiles } from "./disk-files.ts"
import { VirtualClock } from "./virtual-clock.ts"

const PER_ARCHIVE = 100
const INSTANCES = ["1101000001", "1101000002"]
const DAYS = ["2024-01-27", "2024-01-28"]

/** An archive of a pack for each instance and day. */
const packedArchive = Effect.fnUntraced(function* (path: string, random: Random) {
  const archive = yield* openOrCreateArchive(path)
  for (const instance_id of INSTANCES) {
    for (const [index, day] of [...DAYS, ...DAYS, ...DAYS].entries()) {
      const records = Array.from({ length: random.between(0, 40) }, () => random.next())
      const body = bytesOf(JSON.stringify([index, ...records]))
      const requested_at = `${day}T1${index}:00:00.000Z`
      yield* commitSnapshot(archive, factsOf(body, { requested_at, instance_id }), body)
    }
    yield* compactInstance(archive, instance_id, { removeNow: true })
  }
  return archive
})

const counts = publish("pack-corruption")

describe("a damaged pack", () => {
  for (const seed of seedsOf(extent(3, 10, 100)))
    it.live(`is found out by verify and every read, seed ${seed}`, () => {
      const clock = new VirtualClock(Date.parse("2024-01-30T12:00:00Z"))
      const disk = new Disk(() => clock.currentTimeMillisUnsafe())
      const random = randomOfRun(seed)
      return Effect.gen(function* () {
        const archive = yield* packedArchive(`${disk.mount}/archive`, random)
        const kept = new Map<string, string>()
        for (const ref of yield* listSnapshots(archive))
          kept.set(`${ref.instanceId}/${ref.snapshotId}`, String((yield* readBody(ref)).body))
        const packs = disk.files().filter(({ path }) => path.endsWith(".pack.zst"))
        assert.strictEqual(packs.length, INSTANCES.length * DAYS.length)
        const whole = packs.map(({ file }) => file.content)
        const files = packs.map(({ file }) => file)
        for (let number = 0; number < PER_ARCHIVE; number += 1) {
          const [name, damage] = random.pick(Object.entries(damages))
          for (let times = random.between(1, 2); times > 0; times -= 1) damage(files, random)
          const what = `${name}, damage ${number} of seed ${seed}`
          const expected = packs.flatMap(({ path, file }, index) =>
            Buffer.compare(file.content, whole[index] ?? file.content) === 0 ? [] : `${disk.mount}/${path}`
          )
          const verified = yield* Stream.runCollect(verifyArchive(archive))
          const found = verified.flatMap(({ found }) => (found instanceof SnapshotDamaged ? found.path : []))
          assert.deepStrictEqual([...new Set(found)].sort(), expected.toSorted(), what)
          const read = new Set<string>()
          const named = new Set<string>()
          for (const ref of yield* listSnapshots(archive)) {
            const id = `${ref.instanceId}/${ref.snapshotId}`
            const result = yield* Effect.result(readBody(ref))
            if (result._tag === "Failure") named.add(result.failure.path)
            else {
              assert.strictEqual(String(result.success.body), kept.get(id), `${what}: other bytes of ${id}`)
              read.add(id)
            }
          }
          for (const path of named) assert.include(expected, path, `${what}: a false alarm`)
          for (const id of kept.keys())
            if (!read.has(id)) {
              const [instance = "", day = ""] = [id.slice(0, 10), id.slice(11, 19)]
              const isNamed = [...named].some(
                (path) => path.includes(instance) && path.includes(`${day}.pack`)
              )
              assert.isTrue(isNamed, `${what}: ${id} is missing and nobody says so`)
            }
          counts.count({
            damages: 1,
            reads: kept.size,
            "damaged packs": expected.length,
            "packs that were whole": packs.length - expected.length,
            "snapshots read from damaged archives": read.size
          })
          for (const [index, file] of files.entries()) file.content = whole[index] ?? file.content
        }
      }).pipe(
        Effect.provide(
          Layer.mergeAll(
            Layer.succeed(FileSystem.FileSystem, diskFiles(disk, { onBusy: clock.hold })),
            Path.layer
          )
        ),
        Effect.provideService(Clock.Clock, clock)
      )
    })

  it("has proved what is published", counts.settle)
})
