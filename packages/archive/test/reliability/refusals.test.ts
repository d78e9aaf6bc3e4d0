// A disk that refuses, at every call of every operation: full, read-only, without permission, too many open files.
//
// From that call on, or only once. What was promised before is there, nothing was promised that is not; the error
// says what to do; and once the disk takes bytes again the next run brings what an undisturbed one would have.

import { execFileSync } from "node:child_process"
import * as Fs from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import {
  ArchiveNotWritable,
  ArchiveUnreadable,
  commitSnapshot,
  ImportRefused,
  listSnapshots,
  openArchive,
  openOrCreateArchive,
  readBody,
  SnapshotDamaged
} from "../../src/index.ts"
import { bytesOf, factsOf } from "../archives.ts"
import { extent, publish } from "./counts.ts"
import { Disk } from "./disk.ts"
import { type Call, diskFiles, type Watcher } from "./disk-files.ts"
import { ARCHIVE, type Needs, type Operation, operations, promiseOf, putFiles } from "./operations.ts"
import { VirtualClock } from "./virtual-clock.ts"

const TIMEOUT = 300_000
/** The part that CI runs refuses every so-manieth call of an operation. */
const STEP = extent(11, 1, 1)
const START = Date.parse("2024-01-29T10:15:30.123Z")

const on = <A, E>(disk: Disk, clock: VirtualClock, effect: Effect.Effect<A, E, Needs>, watch?: Watcher) =>
  effect.pipe(
    Effect.provide(
      Layer.mergeAll(
        Layer.succeed(FileSystem.FileSystem, diskFiles(disk, { watch, onBusy: clock.hold })),
        Path.layer
      )
    ),
    Effect.provideService(Clock.Clock, clock)
  )

const kept = (path: string) =>
  Effect.gen(function* () {
    const refs = yield* listSnapshots(yield* openArchive(path))
    return yield* Effect.forEach(refs, (ref) =>
      Effect.map(readBody(ref), ({ facts, body }) => ({
        place: `${ref.instanceId}/${ref.snapshotId}`,
        promise: promiseOf(facts.journal, body)
      }))
    )
  }).pipe(Effect.catchTag("ArchiveMissing", () => Effect.succeed([])))

/** Which calls a disk refuses, by the code with which it does. */
const refusals: Readonly<Record<string, (call: Call) => boolean>> = {
  ENOSPC: ({ name }) => name === "make" || name === "write" || name === "makeDirectory" || name === "sync",
  EROFS: ({ name }) => name !== "read" && name !== "sync",
  EACCES: ({ name }) => name !== "sync" && name !== "write",
  EMFILE: ({ name }) => name === "make" || name === "read",
  EIO: () => true
}

const isClear = (error: unknown): boolean =>
  (error instanceof ArchiveNotWritable ||
    error instanceof ArchiveUnreadable ||
    error instanceof ImportRefused ||
    error instanceof SnapshotDamaged) &&
  !error.message.includes("undefined") &&
  error.message.includes("/")

const prepared = Effect.fnUntraced(function* (operation: Operation) {
  const clock = new VirtualClock(START)
  const disk = new Disk(() => clock.currentTimeMillisUnsafe())
  putFiles(disk, operation.files)
  if (operation.before !== undefined) yield* on(disk, clock, operation.before(disk.mount + ARCHIVE))
  const before = yield* on(disk, clock, kept(disk.mount + ARCHIVE))
  return { disk, before, start: clock.trueNow + 60_000 }
})

// A lock is renewed while other threads work: how many calls that are is the machine's.
const counts = publish("refusals", ["refused calls", "clear errors"])

/** Runs an operation on a disk that refuses its nth call, or all from that one on; answers how many calls there were. */
const refused = Effect.fnUntraced(function* (
  operation: Operation,
  ready: Effect.Success<ReturnType<typeof prepared>>,
  code: string,
  nth: number,
  isOnce: boolean
) {
  const { before, start } = ready
  const clock = new VirtualClock(start)
  const disk = ready.disk.copy()
  disk.now = () => clock.currentTimeMillisUnsafe()
  const promised: Array<string> = before.map(({ promise }) => promise)
  let met = 0
  const watch: Watcher = (call) => {
    if (refusals[code]?.(call) !== true) return undefined
    met += 1
    return met === nth || (!isOnce && met > nth) ? code : undefined
  }
  const run = operation.run(
    disk.mount + ARCHIVE,
    (journal, body) => promised.push(promiseOf(journal, body)),
    false
  )
  const exit = yield* Effect.exit(on(disk, clock, run, watch))
  const what = `${code} at call ${nth}${isOnce ? "" : " and after"}`
  if (exit._tag === "Failure") {
    const error = Cause.squash(exit.cause)
    const errors = Array.isArray(error) ? error.map((each) => each.error) : [error]
    for (const each of errors) assert.isTrue(isClear(each), `${what}: ${String(each)}`)
  }
  const found = yield* on(disk, clock, kept(disk.mount + ARCHIVE))
  const promises = found.map(({ promise }) => promise)
  for (const promise of promised) assert.include(promises, promise, `${what}: promised and not there`)
  clock.moveTo(clock.trueNow + 11 * 60_000)
  const again = disk.copy()
  yield* on(
    again,
    clock,
    operation.run(again.mount + ARCHIVE, () => {}, true)
  )
  const after = (yield* on(again, clock, kept(again.mount + ARCHIVE))).map(({ place }) => place)
  return { calls: met, after, found: found.length, hasFailed: exit._tag === "Failure" }
})

describe("a disk that refuses", () => {
  for (const operation of operations)
    it.live(
      `${operation.name} says so, and promises nothing that is not there`,
      () =>
        Effect.gen(function* () {
          const ready = yield* prepared(operation)
          for (const code of Object.keys(refusals)) {
            const whole = yield* refused(operation, ready, code, Number.POSITIVE_INFINITY, true)
            assert.isAbove(whole.calls, 0, `${code} refuses something`)
            for (const isOnce of [true, false])
              for (let nth = 1; nth <= whole.calls; nth += STEP) {
                const { after, found, hasFailed } = yield* refused(operation, ready, code, nth, isOnce)
                const what = `${code} at call ${nth}`
                if (operation.grows === undefined) assert.deepStrictEqual(after, whole.after, what)
                else assert.strictEqual(after.length, found + operation.grows, what)
                counts.count({ "refused calls": 1, "clear errors": hasFailed ? 1 : 0 })
              }
          }
          counts.count({ operations: 1 })
        }),
      TIMEOUT
    )
})

describe("a small disk that is really full", () => {
  const folder = join(tmpdir(), `chatledger-full-${process.pid}`)
  const isMounted = (): boolean => {
    try {
      Fs.mkdirSync(folder)
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], { stdio: "ignore" })
      return true
    } catch {
      Fs.rmSync(folder, { recursive: true, force: true })
      console.warn("skipped: only root can mount a small disk")
      return false
    }
  }

  it.live("keeps what was acknowledged, says that it is full, and goes on when there is room", () =>
    Effect.gen(function* () {
      if (!isMounted()) return
      yield* Effect.addFinalizer(() =>
        Effect.sync(() => {
          execFileSync("umount", [folder])
          Fs.rmSync(folder, { recursive: true })
        })
      )
      const archive = yield* openOrCreateArchive(join(folder, "archive"))
      const bodies = Array.from({ length: 40 }, (_, index) => {
        const noise = Buffer.from(
          Array.from({ length: 3000 }, (_, place) => (index * 7919 + place * 104729) % 251)
        )
        return bytesOf(JSON.stringify([noise.toString("base64"), index]))
      })
      const results = yield* Effect.forEach(bodies, (body) =>
        Effect.result(commitSnapshot(archive, factsOf(body), body))
      )
      const refused = results.filter(({ _tag }) => _tag === "Failure")
      assert.isAbove(refused.length, 0)
      for (const result of results)
        if (result._tag === "Failure") assert.include(result.failure.message, "ENOSPC")
      const held = yield* Effect.forEach(yield* listSnapshots(archive), (ref) => readBody(ref))
      assert.strictEqual(held.length, results.length - refused.length)
      execFileSync("mount", ["-o", "remount,size=4m", folder])
      for (const body of bodies) yield* commitSnapshot(archive, factsOf(body), body)
      assert.strictEqual((yield* listSnapshots(archive)).length, bodies.length)
    }).pipe(Effect.scoped, Effect.provide(NodeServices.layer))
  )

  it("has proved what is published", counts.settle)
})
