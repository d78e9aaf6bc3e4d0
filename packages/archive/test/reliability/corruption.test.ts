// Damage of every kind to files of an archive: bits, bytes, ends, whole files. `verify` and every read name all that
// is damaged and nothing that is not.
//
// Damaged is a snapshot of which facts or body are not what was kept; a bit that zstd does not mean anything by is
// none. The truth is told by another decoder than the reader's: Node's one-shot one, and a hash of what was kept.
import * as Zlib from "node:zlib"
import { randomOfRun } from "@chatledger/sample-account"
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import * as Stream from "effect/Stream"
import {
  commitSnapshot,
  listSnapshots,
  openOrCreateArchive,
  readBody,
  readFacts,
  SnapshotDamaged,
  verifyArchive
} from "../../src/index.ts"
import { bytesOf, factsOf } from "../archives.ts"
import { extent, publish, seedsOf } from "./counts.ts"
import { damages } from "./damages.ts"
import { Disk, type DiskFile } from "./disk.ts"
import { diskFiles } from "./disk-files.ts"
import { VirtualClock } from "./virtual-clock.ts"

const DAMAGES = extent(1000, 10_000, 100_000)
const TIMEOUT = 300_000
const PER_ARCHIVE = 500
const SNAPSHOTS = 7

/** What is in a file, by Node's own decoder; undefined if that finds it damaged. */
const plainOf = (file: DiskFile): string | undefined => {
  try {
    const bytes = file.content
    const plain = Zlib.zstdDecompressSync(bytes)
    return plain.length === 0 ? undefined : plain.toString("latin1")
  } catch {
    return undefined
  }
}

const counts = publish("corruption")

describe("a damaged archive", () => {
  for (const seed of seedsOf(DAMAGES / PER_ARCHIVE))
    it.live(
      `is found out by verify and every read, seed ${seed}`,
      () => {
        const clock = new VirtualClock(Date.parse("2024-01-29T12:00:00Z"))
        const disk = new Disk(() => clock.currentTimeMillisUnsafe())
        const random = randomOfRun(seed)
        return Effect.gen(function* () {
          const archive = yield* openOrCreateArchive(`${disk.mount}/archive`)
          for (let index = 0; index < SNAPSHOTS; index += 1) {
            const body = bytesOf(
              index < 2
                ? "[]"
                : JSON.stringify(Array.from({ length: random.between(1, 60) }, () => random.next()))
            )
            const requested_at = new Date(Date.parse("2024-01-29T10:00:00Z") + index * 300_000).toISOString()
            const instance_id = index % 2 === 0 ? "1101000001" : "1101000002"
            yield* commitSnapshot(archive, factsOf(body, { requested_at, instance_id }), body)
          }
          const refs = yield* listSnapshots(archive)
          const files = refs.map(({ path }) => disk.file(path))
          const whole = files.map((file) => ({ content: file.content, plain: plainOf(file) }))
          for (let number = 0; number < PER_ARCHIVE; number += 1) {
            const [name, damage] = random.pick(Object.entries(damages))
            for (let times = random.between(1, 3); times > 0; times -= 1) damage(files, random)
            const expected = refs
              .filter((_, index) => {
                const file = files[index] as DiskFile
                if (file.content === whole[index]?.content) return false
                return file.content.length > 0 && isLonger(file, whole[index]?.content)
                  ? true
                  : plainOf(file) !== whole[index]?.plain
              })
              .map(({ path }) => path)
            const verified = yield* Stream.runCollect(verifyArchive(archive))
            const found = [...verified].flatMap(({ found }) =>
              found instanceof SnapshotDamaged ? [found.path] : []
            )
            assert.deepStrictEqual(found.sort(), expected.sort(), `${name}, damage ${number} of seed ${seed}`)
            for (const ref of refs) {
              const isDamaged = expected.includes(ref.path)
              if (!isDamaged && random.chance(0.8)) continue
              const body = yield* Effect.result(readBody(ref))
              assert.strictEqual(body._tag === "Failure", isDamaged, `reading after ${name}`)
              const facts = yield* Effect.result(readFacts(ref))
              if (!isDamaged) assert.strictEqual(facts._tag, "Success", `facts after ${name}`)
              counts.count({ reads: 2 })
            }
            counts.count({
              damages: 1,
              "damaged files": expected.length,
              "files that were whole": refs.length - expected.length
            })
            for (const [index, file] of files.entries()) file.content = whole[index]?.content ?? file.content
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
      },
      TIMEOUT
    )

  it("has proved what is published", counts.settle)
})

/** True if bytes follow what was there: the one-shot decoder stops after the first frame and does not see them. */
const isLonger = ({ content }: DiskFile, before: Uint8Array | undefined): boolean =>
  before !== undefined &&
  content.length > before.length &&
  Buffer.compare(content.subarray(0, before.length), before) === 0
