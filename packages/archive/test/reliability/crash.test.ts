// A crash at every call of every operation, in each way in which a disk can forget; then the archive is opened again.
//
// Promised is what the operation has told as kept. After the crash all of it is there, byte for byte, nothing is half
// or damaged; the next run brings the archive that an undisturbed run would have brought; an hour later nothing is
// left over.
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import * as Stream from "effect/Stream"
import { isMediaId } from "../../src/facts.ts"
import { listSnapshots, openArchive, readBody, SnapshotDamaged, verifyArchive } from "../../src/index.ts"
import { extent, publish } from "./counts.ts"
import { Crashes } from "./crash-states.ts"
import { Disk } from "./disk.ts"
import { diskFiles, type Watcher } from "./disk-files.ts"
import { ARCHIVE, type Needs, type Operation, operations, promiseOf, putFiles } from "./operations.ts"
import { keptFiles, media } from "./operations-media.ts"
import { upkeep } from "./operations-upkeep.ts"
import { VirtualClock } from "./virtual-clock.ts"

const START = Date.parse("2024-01-29T10:15:30.123Z")
const DEAD = 4_194_999
const TIMEOUT = 300_000
/** The part that CI runs takes every so-manieth state of an operation. */
const STEP = extent(19, 1, 1)
/** Promised in the states after an operation has ended. */
const ENDED = "that it has ended"

/** Runs a part of the product on a disk. */
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

/** Below folders that are not there at first. */
const archiveOn = (disk: Disk) => `${disk.mount}${ARCHIVE}`

/** Everything in an archive, each as its promise; fails where anything is damaged. */
const kept = (path: string) =>
  Effect.gen(function* () {
    const archive = yield* openArchive(path)
    const refs = (yield* listSnapshots(archive)).filter(({ snapshotId }) => !isMediaId(snapshotId))
    const replies = yield* Effect.forEach(refs, (ref) =>
      Effect.map(readBody(ref), ({ facts, body }) => ({
        place: `${ref.instanceId}/${ref.snapshotId}`,
        promise: promiseOf(facts.journal, body)
      }))
    )
    return [...replies, ...(yield* keptFiles(archive)).sort((a, b) => (a.place < b.place ? -1 : 1))]
  }).pipe(Effect.catchTag("ArchiveMissing", () => Effect.succeed([])))

/** The process that held a lock is gone, as after a crash. */
const bury = (disk: Disk): void => {
  for (const { path, file } of disk.files())
    if (`/${path}`.startsWith(`${ARCHIVE}/locks/`))
      file.content = Buffer.from(Buffer.from(file.content).toString().replace(/^\d+ /, `${DEAD} `))
}

const isAside = (path: string) => /\.tmp-[0-9a-f]{12}$/.test(path)

/** Everything that `verify` finds wrong. */
const faults = (path: string) =>
  Effect.gen(function* () {
    const verified = yield* Stream.runCollect(verifyArchive(yield* openArchive(path)))
    return [...verified].flatMap(({ found }) => (found instanceof SnapshotDamaged ? String(found) : []))
  })

const documented =
  /^new\/deep\/archive\/(archive\.json|snapshots\/\w+\/\d{4}\/\d\d\/[\w-]+(\.pack)?\.zst|forgotten\.ndjson|media\/[0-9a-f]\/[0-9a-f]\/[0-9a-f]{64}|locks\/cache\.lock|locks\/\w+\.pace|cache\/coverage\/[\w.]+\.(json|seen))$/

const snapshotFiles = (disk: Disk) =>
  disk
    .files()
    .flatMap(({ path }) => (path.includes("/snapshots/") && !isAside(path) ? path : []))
    .sort()

const strangeFiles = (disk: Disk, { files = {} }: Operation) =>
  disk
    .files()
    .map(({ path }) => path)
    .filter((path) => !documented.test(path) && !(path in files))

const prepared = Effect.fnUntraced(function* (operation: Operation) {
  const clock = new VirtualClock(START)
  const disk = new Disk(() => clock.currentTimeMillisUnsafe())
  putFiles(disk, operation.files)
  if (operation.before !== undefined) yield* on(disk, clock, operation.before(archiveOn(disk)))
  disk.settle()
  clock.moveTo(clock.trueNow + 60_000)
  return { clock, disk }
})

const crash = Effect.fnUntraced(function* (operation: Operation) {
  const { clock, disk } = yield* prepared(operation)
  const before = yield* on(disk, clock, kept(archiveOn(disk)))
  const crashes = new Crashes(operation.isUpkeep !== true)
  const promised: Array<string> = before.map(({ promise }) => promise)
  yield* on(
    disk,
    clock,
    operation.run(archiveOn(disk), (journal, body) => promised.push(promiseOf(journal, body)), false),
    (call) => void crashes.note(disk, call, promised)
  )
  const after = yield* on(disk, clock, kept(archiveOn(disk)))
  crashes.note(disk, { name: "sync", path: "the end" }, [...promised, ENDED])
  return { crashes, before, after, files: snapshotFiles(disk), end: clock.trueNow }
})

const recovered = Effect.fnUntraced(function* (
  operation: Operation,
  { before, after, files, end }: Effect.Success<ReturnType<typeof crash>>,
  state: Crashes["states"][number]
) {
  const clock = new VirtualClock(end)
  const { disk, promised } = state
  disk.now = () => clock.currentTimeMillisUnsafe()
  bury(disk)
  const found = yield* on(disk, clock, kept(archiveOn(disk)))
  const promises = found.map(({ promise }) => promise)
  const possible = new Set([...before, ...after].map(({ promise }) => promise))
  const lasting = new Set(operation.removes === true ? after.map(({ promise }) => promise) : promised)
  for (const promise of promised.filter((each) => each !== ENDED && lasting.has(each)))
    assert.include(promises, promise, "was promised and is lost")
  if (promised.includes(ENDED) && operation.removes === true)
    assert.deepStrictEqual(
      promises,
      after.map(({ promise }) => promise),
      "was removed and is there"
    )
  const places = found.map(({ place }) => place)
  assert.strictEqual(new Set(places).size, places.length, "is there twice")
  if (operation.isUpkeep === true) assert.deepStrictEqual(yield* on(disk, clock, faults(archiveOn(disk))), [])
  for (const promise of promises) assert.isTrue(possible.has(promise), "nobody kept this")
  const run = (on_: Disk) =>
    on(
      on_,
      clock,
      operation.run(archiveOn(on_), () => {}, true)
    )
  clock.moveTo(clock.trueNow + 2 * 60_000)
  yield* run(disk)
  const again = yield* on(disk, clock, kept(archiveOn(disk)))
  const { grows } = operation
  if (grows === undefined)
    assert.deepStrictEqual(
      again.map(({ place }) => place),
      after.map(({ place }) => place)
    )
  else assert.strictEqual(again.length, found.length + grows)
  if (operation.isUpkeep === true) assert.deepStrictEqual(snapshotFiles(disk), files)
  if (state.isOneOfMany || strangeFiles(disk, operation).length === 0) return
  clock.moveTo(clock.trueNow + 2 * 60 * 60_000)
  const next = disk.copy()
  yield* run(next)
  assert.deepStrictEqual(strangeFiles(next, operation), [], "is left over")
})

// A lock is renewed while other threads work: how many calls that are is the machine's.
const counts = publish("crash", ["calls"])

describe("after a crash at any call", () => {
  for (const operation of [...operations, ...media, ...upkeep])
    it.live(
      `${operation.name} has lost nothing that it promised, and the next run completes it`,
      () =>
        Effect.gen(function* () {
          const crashed = yield* crash(operation)
          const { calls } = crashed.crashes
          const states = crashed.crashes.states.filter((_, place) => place % STEP === 0)
          for (const state of states)
            yield* recovered(operation, crashed, state).pipe(
              Effect.catchCause((cause) => Effect.die(new Error(`${state.how}: ${String(cause)}`, { cause })))
            )
          counts.count({ operations: 1, calls, states: states.length })
        }),
      TIMEOUT
    )

  it("has proved what is published", counts.settle)
})
