import * as Crypto from "node:crypto"
import { randomFrom } from "@chatledger/sample-account"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as TestClock from "effect/testing/TestClock"
import {
  type Archive,
  ArchiveNotWritable,
  compactInstance,
  LockHeld,
  listSnapshots,
  openOrCreateArchive,
  readBody
} from "../src/index.ts"
import { withLock } from "../src/internal.ts"
import { emptyArchive } from "./archives.ts"
import { breadth } from "./breadth.ts"
import { type Call, watchedFiles } from "./files.ts"
import {
  contents,
  damages,
  instanceId,
  keepReplies,
  keepReply,
  messageOf,
  NOW,
  snapshotFiles,
  timesOf
} from "./keeping.ts"

const compact = (archive: Archive, removeNow = true) => compactInstance(archive, instanceId, { removeNow })
const packOf = (archive: Archive, day: string) =>
  `${archive.path}/snapshots/${instanceId}/${day.slice(0, 4)}/${day.slice(4, 6)}/${day}.pack.zst`

describe("compact", () => {
  it.effect("makes one file of each day that is over, and every snapshot reads as before", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      yield* TestClock.setTime(NOW)
      const archive = yield* emptyArchive
      yield* keepReplies(archive, [
        ...timesOf("2024-01-30"),
        ...timesOf("2024-01-31"),
        ...timesOf("2024-02-02")
      ])
      const before = yield* contents(archive)
      assert.deepInclude(yield* compact(archive), {
        days: 2,
        snapshots: 8,
        removed: 8,
        waiting: 0,
        damaged: []
      })
      const files = yield* snapshotFiles(archive)
      assert.deepStrictEqual(files.slice(0, 2), [
        `${instanceId}/2024/01/20240130.pack.zst`,
        `${instanceId}/2024/01/20240131.pack.zst`
      ])
      assert.strictEqual(files.length, 6)
      assert.deepStrictEqual(yield* contents(archive), before)
      assert.deepStrictEqual(yield* damages(archive), [])
      assert.include(yield* fs.readFileString(`${archive.path}/archive.json`), '"version":2')
      assert.deepInclude(yield* compact(archive), { days: 0, snapshots: 0, removed: 0, waiting: 0 })
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("keeps the loose files for a day, and counts what is there twice once", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      yield* TestClock.setTime(NOW)
      const archive = yield* emptyArchive
      yield* keepReplies(archive, timesOf("2024-01-31"))
      const before = yield* contents(archive)
      assert.deepInclude(yield* compact(archive, false), { days: 1, removed: 0, waiting: 4 })
      assert.deepStrictEqual(yield* contents(archive), before)
      const pack = packOf(archive, "20240131")
      yield* fs.utimes(pack, new Date(NOW - 86_399_000), new Date(NOW - 86_399_000))
      assert.deepInclude(yield* compact(archive, false), { days: 0, removed: 0, waiting: 4 })
      yield* fs.utimes(pack, new Date(NOW - 86_400_000), new Date(NOW - 86_400_000))
      assert.deepInclude(yield* compact(archive, false), { days: 0, removed: 4, waiting: 0 })
      assert.deepStrictEqual(yield* contents(archive), before)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("waits an hour after the end of a day, and packs nothing of today", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      yield* keepReplies(archive, timesOf("2024-01-31"))
      yield* TestClock.setTime(Date.parse("2024-02-01T00:59:59.999Z"))
      assert.deepInclude(yield* compact(archive), { days: 0 })
      yield* TestClock.setTime(Date.parse("2024-02-01T01:00:00Z"))
      assert.deepInclude(yield* compact(archive), { days: 1 })
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect(
    "any mix of loose and packed, late imports among them, gives back what was kept, bit for bit",
    () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(NOW)
        for (let seed = 1; seed <= breadth(2, 12); seed += 1) {
          const random = randomFrom(seed).next
          const archive = yield* emptyArchive
          const kept = new Map<string, string>()
          for (let round = 0; round < 4; round += 1) {
            for (let count = Math.floor(random() * 6); count >= 0; count -= 1) {
              const minute = Math.floor(random() * 4320)
              const time = new Date(Date.parse("2024-01-29T00:00:00Z") + minute * 60_000).toISOString()
              const length = random() < 0.1 ? 200_000 : Math.floor(random() * 400)
              const text = Array.from({ length }, () => String.fromCharCode(Math.floor(random() * 128))).join(
                ""
              )
              const ref = yield* keepReply(archive, time, text, random() < 0.3 ? { origin: "import" } : {})
              kept.set(`${instanceId}/${ref.snapshotId}`, text)
            }
            yield* compact(archive, random() < 0.5)
            const now = new Map((yield* contents(archive)).map(({ id, body }) => [id, body]))
            assert.deepStrictEqual(now, new Map([...kept].sort(([a], [b]) => (a < b ? -1 : 1))))
            assert.deepStrictEqual(yield* damages(archive), [])
          }
        }
      }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("every flipped byte of a pack is found and named, and the other snapshots stay readable", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      yield* TestClock.setTime(NOW)
      const archive = yield* emptyArchive
      yield* keepReplies(archive, timesOf("2024-01-31"))
      yield* compact(archive)
      const path = packOf(archive, "20240131")
      const whole = yield* fs.readFile(path)
      const refs = yield* listSnapshots(archive)
      const all = yield* contents(archive)
      const random = randomFrom(7).next
      for (let at = 0; at < whole.length; at += 1 + Math.floor(random() * breadth(400, 50))) {
        const flipped = Uint8Array.from(whole)
        flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(random() * 8))
        yield* fs.writeFile(path, flipped)
        const hit = refs.find(
          ({ packed }) => packed !== undefined && at >= packed.offset && at < packed.offset + packed.length
        )
        const found = yield* damages(archive)
        assert.isNotEmpty(found, `byte ${at}`)
        for (const damage of found) assert.strictEqual(damage.path, path)
        if (hit !== undefined)
          assert.include(found.map(({ message }) => message).join(), hit.snapshotId, `byte ${at}`)
        for (const [index, ref] of (yield* listSnapshots(archive)).entries()) {
          if (ref.snapshotId === hit?.snapshotId || !/^\d/.test(ref.snapshotId)) continue
          const read = yield* readBody(ref)
          assert.isTrue(
            all.some(({ facts }) => facts.sha256 === read.facts.sha256),
            `byte ${at}, ${index}`
          )
        }
        const others = (yield* listSnapshots(archive)).filter(
          ({ snapshotId }) => snapshotId !== hit?.snapshotId && /^\d/.test(snapshotId)
        )
        assert.strictEqual(others.length, hit === undefined ? 4 : 3, `byte ${at}`)
      }
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("a snapshot of many megabytes in a pack is verified like the small ones beside it", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      yield* TestClock.setTime(NOW)
      const archive = yield* emptyArchive
      const noise = Crypto.hash("sha256", "noise", "base64").repeat(3)
      const large = Array.from({ length: 150_000 }, (_, index) => Crypto.hash("sha256", `${noise}${index}`))
      const [first = "", second = "", third = ""] = timesOf("2024-01-31")
      yield* keepReplies(archive, [first])
      yield* keepReply(archive, second, `["${large.join("")}"]`)
      yield* keepReply(archive, third, `[${messageOf("7900@c.us", "A")}]`)
      yield* compact(archive)
      const path = packOf(archive, "20240131")
      assert.deepStrictEqual(yield* damages(archive), [])
      const [, ref] = yield* listSnapshots(archive)
      assert.isAbove(ref?.packed?.length ?? 0, 4 * 1024 * 1024)
      const bytes = yield* fs.readFile(path)
      const place = (ref?.packed?.offset ?? 0) + (ref?.packed?.length ?? 0) - 5000
      bytes[place] = (bytes[place] ?? 0) ^ 1
      yield* fs.writeFile(path, bytes)
      const found = yield* damages(archive)
      assert.deepStrictEqual(
        found.map(({ snapshotId }) => snapshotId),
        [ref?.snapshotId]
      )
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("a pack that has been cut short is named, and gives back what is left of it", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      yield* TestClock.setTime(NOW)
      const archive = yield* emptyArchive
      yield* keepReplies(archive, timesOf("2024-01-31"))
      yield* compact(archive)
      const path = packOf(archive, "20240131")
      const whole = yield* fs.readFile(path)
      const refs = yield* listSnapshots(archive)
      for (let length = 0; length < whole.length; length += breadth(301, 37)) {
        yield* fs.writeFile(path, whole.subarray(0, length))
        const left = refs.filter(
          ({ packed }) => packed !== undefined && packed.offset + packed.length <= length
        )
        const listed = (yield* listSnapshots(archive)).filter(({ snapshotId }) => /^\d/.test(snapshotId))
        assert.deepStrictEqual(
          listed.map((ref) => ref.snapshotId),
          left.map((ref) => ref.snapshotId)
        )
        for (const ref of listed) yield* readBody(ref)
        assert.isNotEmpty(yield* damages(archive), `${length} bytes`)
      }
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("leaves a damaged snapshot where it is, and a damaged pack as it is", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      yield* TestClock.setTime(NOW)
      const archive = yield* emptyArchive
      yield* keepReplies(archive, timesOf("2024-01-31"))
      const [sick] = yield* listSnapshots(archive)
      yield* fs.writeFileString(sick?.path ?? "", "not zstd")
      const done = yield* compact(archive)
      assert.deepInclude(done, { days: 1, snapshots: 3, removed: 3 })
      assert.deepStrictEqual(
        done.damaged.map(({ path }) => path),
        [sick?.path ?? ""]
      )
      assert.isTrue(yield* fs.exists(sick?.path ?? ""))
      const path = packOf(archive, "20240131")
      const pack = yield* fs.readFile(path)
      pack[60] = (pack[60] ?? 0) ^ 1
      yield* fs.writeFile(path, pack)
      yield* keepReply(archive, "2024-01-31T22:00:00.000Z", "[1]")
      const again = yield* compact(archive)
      assert.deepInclude(again, { days: 0, removed: 0 })
      assert.isNotEmpty(again.damaged)
      assert.deepStrictEqual(yield* fs.readFile(path), pack)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("a reader that has listed the snapshots before reads them all after", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(NOW)
      const archive = yield* emptyArchive
      yield* keepReplies(archive, timesOf("2024-01-31"))
      const loose = yield* listSnapshots(archive)
      const before = yield* contents(archive)
      yield* compact(archive)
      const packed = yield* listSnapshots(archive)
      yield* keepReply(archive, "2024-01-31T01:00:00.000Z", "[ ]")
      yield* compact(archive)
      for (const refs of [loose, packed])
        for (const [index, ref] of refs.entries())
          assert.deepStrictEqual((yield* readBody(ref)).facts, before[index]?.facts)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("does nothing while a sync, or another compact, holds the instance", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(NOW)
      const archive = yield* emptyArchive
      yield* keepReplies(archive, timesOf("2024-01-31"))
      const before = yield* snapshotFiles(archive)
      yield* withLock(
        archive,
        instanceId,
        Effect.map(Effect.flip(compact(archive)), (error) => assert.instanceOf(error, LockHeld))
      )
      assert.deepStrictEqual(yield* snapshotFiles(archive), before)
      const both = yield* Effect.forEach([1, 2], () => Effect.result(compact(archive)), { concurrency: 2 })
      assert.include(
        both.map(({ _tag }) => _tag),
        "Success"
      )
      assert.strictEqual((yield* contents(archive)).length, 4)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect(
    "stopped at any write, flush, rename or removal, it loses nothing, and the next one ends the work",
    () => {
      const calls: Array<Call> = []
      let fails: number | undefined
      const layer = watchedFiles(calls, () =>
        fails !== undefined && calls.length > fails ? "EIO" : undefined
      )
      return Effect.gen(function* () {
        yield* TestClock.setTime(NOW)
        let stopped = 0
        for (let call = 0; ; call += breadth(13, 1)) {
          fails = undefined
          const archive = yield* emptyArchive
          yield* keepReplies(archive, timesOf("2024-01-31"))
          const before = yield* contents(archive)
          calls.length = 0
          fails = call
          const result = yield* Effect.result(compact(archive))
          fails = undefined
          assert.deepStrictEqual(yield* contents(archive), before, `stopped at call ${call}`)
          assert.deepStrictEqual(yield* damages(archive), [])
          if (result._tag === "Success" && calls.length <= call) break
          if (result._tag === "Failure") assert.instanceOf(result.failure, ArchiveNotWritable)
          stopped += 1
          yield* openOrCreateArchive(archive.path)
          const locks = yield* FileSystem.FileSystem
          yield* locks.remove(`${archive.path}/locks`, { recursive: true, force: true })
          yield* compact(archive)
          assert.deepStrictEqual(yield* contents(archive), before)
          assert.strictEqual((yield* snapshotFiles(archive)).length, 1)
        }
        assert.isAbove(stopped, breadth(2, 10))
      }).pipe(Effect.provide(layer))
    }
  )
})
