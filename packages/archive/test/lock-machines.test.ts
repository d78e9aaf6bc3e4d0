// Locks of processes that cannot be seen from here: of other containers, of earlier starts of the machine, of others.
import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as TestClock from "effect/testing/TestClock"
import { LockHeld } from "../src/index.ts"
import { withLock } from "../src/internal.ts"
import { lockText, type Written } from "../src/lock/holder.ts"
import { thisProcess } from "../src/lock/machine.ts"
import { emptyArchive } from "./archives.ts"

const NOW = 1_700_000_000_000
const script = fileURLToPath(new URL("hold-lock.ts", import.meta.url))
const container = ["unshare", "--pid", "--fork", "--mount-proc", "--kill-child"]
const hasContainers = spawnSync("unshare", [...container.slice(1), "true"]).status === 0

/** A lock that was touched two minutes ago by a process like this one, but for what is said. */
const leave = Effect.fnUntraced(function* (path: string, holder: Partial<Written>) {
  const fs = yield* FileSystem.FileSystem
  yield* fs.makeDirectory(`${path}/locks`, { recursive: true })
  const lock = `${path}/locks/1101000001.lock`
  const own = { ...thisProcess(), token: "0123456789ab", hasBeacon: false }
  yield* fs.writeFileString(lock, lockText({ ...own, ...holder }))
  yield* TestClock.setTime(NOW)
  const touched = new Date(NOW - 2 * 60_000)
  yield* fs.utimes(lock, touched, touched)
})

/** What a process in a container of its own says of the lock; it holds it until it is ended. */
const inContainer = Effect.fnUntraced(function* (path: string) {
  const [command = "", ...words] = [...container, process.execPath, script, path]
  const child = spawn(command, words, { stdio: ["pipe", "pipe", "inherit"] })
  yield* Effect.addFinalizer(() => Effect.sync(() => child.kill("SIGKILL")))
  const said = yield* Effect.promise(() => once(child.stdout, "data"))
  return { said: String(said[0]).trim(), child }
})

const ended = (child: ChildProcess, how: (child: ChildProcess) => void) =>
  Effect.promise(async () => {
    const closed = once(child, "close")
    how(child)
    await closed
  })

describe("a lock", () => {
  if (process.platform === "linux") {
    it.effect("of a pid that is another process's by now is taken at once", () =>
      Effect.gen(function* () {
        const archive = yield* emptyArchive
        yield* leave(archive.path, { began: "1" })
        yield* withLock(archive, "1101000001", Effect.void)
      }).pipe(Effect.provide(NodeServices.layer))
    )

    it.effect("of an earlier start of this machine is taken at once, of another machine it is believed", () =>
      Effect.gen(function* () {
        const archive = yield* emptyArchive
        const boot = "00000000-0000-4000-8000-000000000000"
        yield* leave(archive.path, { boot })
        yield* withLock(archive, "1101000001", Effect.void)
        yield* leave(archive.path, { boot, host: "elsewhere" })
        assert.instanceOf(yield* Effect.flip(withLock(archive, "1101000001", Effect.void)), LockHeld)
      }).pipe(Effect.provide(NodeServices.layer))
    )

    it.effect(
      "is believed while its holder lives, however long ago it was touched: the machine may have slept",
      () =>
        Effect.gen(function* () {
          const archive = yield* emptyArchive
          yield* TestClock.setTime(NOW)
          const later = Effect.andThen(
            TestClock.setTime(Date.now() + 3_600_000),
            Effect.flip(withLock(archive, "1101000001", Effect.void))
          )
          assert.instanceOf(yield* withLock(archive, "1101000001", later), LockHeld)
        }).pipe(Effect.provide(NodeServices.layer))
    )

    it.effect(
      "that was copied with its archive is nobody's after ten minutes, while its process goes on elsewhere",
      () =>
        Effect.gen(function* () {
          const archive = yield* emptyArchive
          yield* leave(archive.path, { hasBeacon: true })
          yield* TestClock.setTime(NOW + 9 * 60_000)
          yield* withLock(archive, "1101000001", Effect.void)
        }).pipe(Effect.provide(NodeServices.layer))
    )
  }

  if (hasContainers) {
    it.live("of another container with the same host name is respected, whatever its pid means here", () =>
      Effect.gen(function* () {
        const fs = yield* FileSystem.FileSystem
        const archive = yield* emptyArchive
        const first = yield* inContainer(archive.path)
        const second = yield* inContainer(archive.path)
        assert.strictEqual(first.said, "won")
        assert.include(second.said, "is held by process 1 on ")
        assert.instanceOf(yield* Effect.flip(withLock(archive, "1101000001", Effect.void)), LockHeld)
        yield* ended(first.child, ({ stdin }) => stdin?.end())
        yield* withLock(archive, "1101000001", Effect.void)
        assert.deepStrictEqual(yield* fs.readDirectory(`${archive.path}/locks`), [])
      }).pipe(Effect.scoped, Effect.provide(NodeServices.layer))
    )

    it.live("of a container that was killed is the restarted one's at once, though both are process 1", () =>
      Effect.gen(function* () {
        const fs = yield* FileSystem.FileSystem
        const archive = yield* emptyArchive
        const first = yield* inContainer(archive.path)
        yield* ended(first.child, (child) => child.kill("SIGKILL"))
        const again = yield* inContainer(archive.path)
        assert.deepStrictEqual([first.said, again.said], ["won", "won"])
        yield* ended(again.child, ({ stdin }) => stdin?.end())
        assert.deepStrictEqual(yield* fs.readDirectory(`${archive.path}/locks`), [])
      }).pipe(Effect.scoped, Effect.provide(NodeServices.layer))
    )
  }
})
