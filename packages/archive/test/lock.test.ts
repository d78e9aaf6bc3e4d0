import { execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import { hostname } from "node:os"
import { fileURLToPath } from "node:url"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as FileSystem from "effect/FileSystem"
import * as TestClock from "effect/testing/TestClock"
import { type Archive, ArchiveNotWritable, LockHeld } from "../src/index.ts"
import { withLock } from "../src/internal.ts"
import { lockText } from "../src/lock/holder.ts"
import { thisProcess } from "../src/lock/machine.ts"
import { emptyArchive } from "./archives.ts"
import { watchedFiles } from "./files.ts"

/** The id of a process that has ended. */
const deadProcess = Effect.sync(() =>
  Number(execFileSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" }))
)

const lockOf = (archive: Archive) => `${archive.path}/locks/1101000001.lock`
const hold = <A, E, R>(archive: Archive, effect: Effect.Effect<A, E, R>) =>
  withLock(archive, "1101000001", effect)

/** The text of a lock of a process of this machine. */
const textOf = (pid: number, token = "0123456789ab"): string =>
  lockText({ ...thisProcess(), pid, began: "", token, hasBeacon: false })

/** Writes a lock file as another process would, so many minutes ago. */
const leave = Effect.fnUntraced(function* (archive: Archive, text: string, minutes = 0) {
  const fs = yield* FileSystem.FileSystem
  yield* fs.makeDirectory(`${archive.path}/locks`, { recursive: true })
  yield* fs.writeFileString(lockOf(archive), text)
  const now = 1_700_000_000_000
  yield* TestClock.setTime(now)
  const touched = new Date(now - minutes * 60_000)
  yield* fs.utimes(lockOf(archive), touched, touched)
})

const locksIn = Effect.fnUntraced(function* (archive: Archive) {
  const fs = yield* FileSystem.FileSystem
  return yield* fs.readDirectory(`${archive.path}/locks`)
})

describe("a lock", () => {
  it.effect("is held while the work is done, and gone afterwards, also if it fails", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const archive = yield* emptyArchive
      const text = yield* hold(archive, fs.readFileString(lockOf(archive)))
      assert.match(text, new RegExp(`^${process.pid} ${hostname()}(;\\S+)? [0-9a-f]{12}\n$`))
      assert.deepStrictEqual(yield* locksIn(archive), [])
      assert.strictEqual(yield* Effect.flip(hold(archive, Effect.fail("no"))), "no")
      assert.deepStrictEqual(yield* locksIn(archive), [])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("is gone when the work is interrupted", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const begun = yield* Deferred.make<void>()
      const fiber = yield* Effect.forkChild(
        hold(archive, Effect.andThen(Deferred.succeed(begun, undefined), Effect.never))
      )
      yield* Deferred.await(begun)
      assert.include(yield* locksIn(archive), "1101000001.lock")
      yield* Fiber.interrupt(fiber)
      assert.deepStrictEqual(yield* locksIn(archive), [])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("that is held is respected at once, and says by whom", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const error = yield* hold(archive, Effect.flip(hold(archive, Effect.void)))
      assert.instanceOf(error, LockHeld)
      assert.strictEqual(
        error.message,
        `${lockOf(archive)} is held by process ${process.pid} on ${hostname()}: wait until it is done`
      )
      yield* hold(archive, withLock(archive, "cache", Effect.void))
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("of a process that lives is respected", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"])
      yield* Effect.addFinalizer(() => Effect.sync(() => child.kill("SIGKILL")))
      yield* leave(archive, textOf(child.pid ?? 0), 5)
      assert.include((yield* Effect.flip(hold(archive, Effect.void))).message, `process ${child.pid}`)
      child.kill("SIGKILL")
      yield* Effect.promise(() => once(child, "exit"))
      yield* hold(archive, Effect.void)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("of a dead process is taken over, and nothing of it is left", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const archive = yield* emptyArchive
      yield* leave(archive, textOf(yield* deadProcess))
      const text = yield* hold(archive, fs.readFileString(lockOf(archive)))
      assert.match(text, new RegExp(`^${process.pid} `))
      assert.deepStrictEqual(yield* locksIn(archive), [])
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("of another machine is believed for ten minutes after it was touched", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const text = `${yield* deadProcess} elsewhere 0123456789ab\n`
      yield* leave(archive, text, 9)
      assert.instanceOf(yield* Effect.flip(hold(archive, Effect.void)), LockHeld)
      yield* leave(archive, text, 11)
      yield* hold(archive, Effect.void)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("of which nobody can say whether its process lives is taken over after ten minutes", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      yield* leave(archive, textOf(process.pid), 11)
      yield* hold(archive, Effect.void)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("that is half written is believed for a minute: its writer may still be at it", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      for (const text of ["", "123", `123 ${hostname()}`, "rubbish"]) {
        yield* leave(archive, text)
        const error = yield* Effect.flip(hold(archive, Effect.void))
        assert.include(error.message, "another process")
        yield* leave(archive, text, 2)
        yield* hold(archive, Effect.void)
      }
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("is touched every minute while it is held", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const archive = yield* emptyArchive
      yield* TestClock.setTime(1_700_000_000_000)
      const touched = Effect.map(fs.stat(lockOf(archive)), ({ mtime }) =>
        mtime._tag === "Some" ? mtime.value.getTime() : 0
      )
      const work = Effect.gen(function* () {
        yield* TestClock.adjust("3 minutes")
        while ((yield* touched) !== 1_700_000_180_000) yield* Effect.promise(() => new Promise(setImmediate))
      })
      yield* hold(archive, work)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("that was taken over is not removed by the one who lost it", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const archive = yield* emptyArchive
      const other = `1 elsewhere 0123456789ab\n`
      yield* hold(archive, fs.writeFileString(lockOf(archive), other))
      assert.strictEqual(yield* fs.readFileString(lockOf(archive)), other)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("that cannot be made says why", () => {
    const files = watchedFiles([], (call) => (/makeDirectory.*locks$/.test(call) ? "EROFS" : undefined))
    return Effect.gen(function* () {
      const archive = yield* emptyArchive
      const error = yield* Effect.flip(hold(archive, Effect.void))
      assert.instanceOf(error, ArchiveNotWritable)
      assert.include(error.message, `${archive.path}/locks: not written: EROFS`)
    }).pipe(Effect.provide(files))
  })
})

describe("of many takers of a dead process's lock", () => {
  const takers = 20

  it.effect("exactly one wins at a time, whatever the others are doing", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const dead = yield* deadProcess
      for (let turn = 0; turn < 20; turn += 1) {
        yield* leave(archive, textOf(dead, String(turn).padStart(12, "0")))
        const done = yield* Deferred.make<void>()
        let holding = 0
        const work = Effect.gen(function* () {
          holding += 1
          yield* Deferred.await(done)
        })
        const results = yield* Effect.forkChild(
          Effect.forEach(
            Array.from({ length: takers }),
            () =>
              Effect.result(hold(archive, work)).pipe(
                Effect.tap((result) =>
                  result._tag === "Failure"
                    ? Effect.sync(() => assert.instanceOf(result.failure, LockHeld))
                    : Effect.void
                )
              ),
            { concurrency: takers }
          )
        )
        while (holding === 0) yield* Effect.promise(() => new Promise(setImmediate))
        for (let tick = 0; tick < 20; tick += 1) yield* Effect.promise(() => new Promise(setImmediate))
        assert.strictEqual(holding, 1)
        yield* Deferred.succeed(done, undefined)
        const won = (yield* Fiber.join(results)).filter(({ _tag }) => _tag === "Success")
        assert.isAtLeast(won.length, 1)
        assert.deepStrictEqual(yield* locksIn(archive), [])
      }
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("exactly one process wins, of several that try at the same moment", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const archive = yield* emptyArchive
      const dead = yield* deadProcess
      const start = `${archive.path}/start`
      yield* leave(archive, textOf(dead))
      const script = fileURLToPath(new URL("take-lock.ts", import.meta.url))
      const children = Array.from({ length: 4 }, () => spawn(process.execPath, [script, archive.path]))
      const outputs = children.map(async (child) => {
        const pieces: Array<string> = []
        for await (const piece of child.stdout) pieces.push(String(piece))
        return pieces.join("")
      })
      const ready = Effect.map(fs.readDirectory(archive.path), (names) =>
        names.filter((name) => name.startsWith("ready"))
      )
      while ((yield* ready).length < children.length) yield* Effect.promise(() => new Promise(setImmediate))
      yield* fs.writeFileString(start, "")
      const said = yield* Effect.promise(() => Promise.all(outputs))
      assert.deepStrictEqual(said.sort(), ["LockHeld\n", "LockHeld\n", "LockHeld\n", "won\n"])
    }).pipe(Effect.provide(NodeServices.layer))
  )
})
