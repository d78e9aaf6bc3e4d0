// Locks between processes: a file with its holder, touched every minute while it is held.
//
// Written under a temporary name and hard-linked to its name, so it is never incomplete; removed when done. Taken over
// at once if its process has ended, as far as that can be known (`lock/holder.ts`), otherwise if nobody has touched it
// for ten minutes. Nothing waits, and a process may crash at any point without blocking others.
// Gotcha: a holder on another machine that slept for more than ten minutes is not notified of a takeover.
import * as Crypto from "node:crypto"
import { systemCodeOf, tempPath } from "@chatledger/core/internal"
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import { type Archive, checkStanding } from "./archive.ts"
import type { ArchiveNotWritable } from "./errors.ts"
import { hasNoLinks, makeFolder, notWritable, sweepOnce } from "./files.ts"
import { beaconPath, lightBeacon } from "./lock/beacon.ts"
import { lifeOf, lockText, readLock } from "./lock/holder.ts"
import { thisProcess } from "./lock/machine.ts"

/** Another process holds the lock. */
export class LockHeld extends Data.TaggedError("LockHeld")<{
  readonly path: string
  readonly holder: string
}> {
  readonly isRetryable = true
  override get message() {
    return `${this.path} is held by ${this.holder}: wait until it is done`
  }
}

const TOUCH_EVERY = "1 minute"
const UNTOUCHED_MILLIS = 10 * 60 * 1000
/** For a lock with an unreadable holder: after a power cut, or while it is written on a disk without links. */
const UNREADABLE_MILLIS = 60 * 1000

const textOf = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  return Option.getOrUndefined(yield* Effect.option(fs.readFileString(path)))
})

/** True if nobody holds the lock any more. */
const isStale = Effect.fnUntraced(function* (path: string, text: string) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const lock = readLock(text)
  const life = lock === undefined ? "unknown" : yield* lifeOf(paths.dirname(path), lock)
  if (life !== "unknown") return life === "gone"
  const info = yield* Effect.option(fs.stat(path))
  const touched = Option.getOrUndefined(Option.flatMap(info, ({ mtime }) => mtime))
  if (touched === undefined) return false
  const age = (yield* Clock.currentTimeMillis) - touched.getTime()
  return age > (lock === undefined ? UNREADABLE_MILLIS : UNTOUCHED_MILLIS)
})

const held = (path: string, text: string | undefined) => {
  const lock = readLock(text ?? "")
  return new LockHeld({
    path,
    holder: lock === undefined ? "another process" : `process ${lock.pid} on ${lock.host}`
  })
}

/** Our lock before it has its name. */
interface Own {
  readonly text: string
  readonly temporary: string
}

const writeNew = Effect.fnUntraced(function* (path: string, text: string) {
  const fs = yield* FileSystem.FileSystem
  yield* fs.writeFile(path, new TextEncoder().encode(text), { flag: "wx", mode: 0o600 })
})

/** Creates our lock in one step; fails with `AlreadyExists` if it is taken. */
const make = Effect.fnUntraced(function* (path: string, { temporary, text }: Own) {
  const fs = yield* FileSystem.FileSystem
  yield* Effect.catchIf(
    fs.link(temporary, path),
    (error) => hasNoLinks(systemCodeOf(error)),
    () => writeNew(path, text)
  )
})

/**
 * The name of the claim to take over a lock with this text. Another lock has another name, so no new lock is taken over.
 */
const claimOf = (path: string, text: string): string =>
  `${path.replace(/\.tmp-[0-9a-f]{12}$/, "")}.tmp-${Crypto.hash("sha256", `${path} ${text}`).slice(0, 12)}`

/** Removes the beacon of a stale lock's holder. */
const putAway = Effect.fnUntraced(function* (path: string, text: string) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const lock = readLock(text)
  if (lock?.hasBeacon) yield* Effect.ignore(fs.remove(beaconPath(paths.dirname(path), lock.token)))
})

/**
 * Takes the lock; fails with `LockHeld` if someone holds it.
 *
 * A stale lock is replaced by renaming a claim over it. A claim is a lock too: only one of several processes gets it, a
 * late one finds a new lock instead of the stale one, and the claim of a dead process is taken over in the same way.
 */
const take = (
  path: string,
  own: Own
): Effect.Effect<void, LockHeld | ArchiveNotWritable, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const made = yield* Effect.result(make(path, own))
    if (made._tag === "Success") return
    if (made.failure.reason._tag !== "AlreadyExists") return yield* notWritable(path)(made.failure)
    const before = yield* textOf(path)
    if (before === undefined || !(yield* isStale(path, before))) return yield* held(path, before)
    const claim = claimOf(path, before)
    yield* Effect.mapError(take(claim, own), (error) =>
      error._tag === "LockHeld" ? new LockHeld({ path, holder: error.holder }) : error
    )
    const now = yield* textOf(path)
    if (now !== before || !(yield* isStale(path, now))) {
      yield* Effect.ignore(fs.remove(claim))
      return yield* held(path, now)
    }
    yield* Effect.mapError(fs.rename(claim, path), notWritable(path))
    yield* putAway(path, before)
    const after = yield* textOf(path)
    if (after !== own.text) return yield* held(path, after)
  })

const acquire = Effect.fnUntraced(function* (path: string, text: string) {
  const fs = yield* FileSystem.FileSystem
  const temporary = tempPath(path)
  yield* writeNew(temporary, text).pipe(
    Effect.mapError(notWritable(path)),
    Effect.andThen(take(path, { text, temporary })),
    Effect.ensuring(Effect.ignore(fs.remove(temporary)))
  )
})

/** Touches the lock and its beacon every minute while the lock is ours. */
const touch = Effect.fnUntraced(
  function* (path: string, text: string, beacon: string) {
    const fs = yield* FileSystem.FileSystem
    yield* Effect.sleep(TOUCH_EVERY)
    if ((yield* textOf(path)) !== text) return
    const now = new Date(yield* Clock.currentTimeMillis)
    yield* Effect.ignore(fs.utimes(path, now, now))
    yield* Effect.ignore(fs.utimes(beacon, now, now))
  },
  (once) => Effect.forever(once)
)

const release = Effect.fnUntraced(function* (path: string, text: string) {
  const fs = yield* FileSystem.FileSystem
  if ((yield* textOf(path)) === text) yield* Effect.ignore(fs.remove(path))
})

const isFolder = (path: string) =>
  Effect.flatMap(FileSystem.FileSystem, (fs) => Effect.orElseSucceed(fs.exists(path), () => false))

/**
 * Runs an effect while holding the lock at a path in an existing folder.
 *
 * Fails with `LockHeld` immediately, or with `ArchiveNotWritable`.
 */
export const withLockAt = Effect.fnUntraced(function* <A, E, R>(
  path: string,
  effect: Effect.Effect<A, E, R>
) {
  const paths = yield* Path.Path
  const folder = paths.dirname(path)
  const own = { ...thisProcess(), token: Crypto.randomBytes(6).toString("hex") }
  yield* sweepOnce(folder)
  const text = lockText({ ...own, hasBeacon: yield* lightBeacon(folder, own.token) })
  const touching = touch(path, text, beaconPath(folder, own.token))
  return yield* Effect.acquireUseRelease(
    acquire(path, text),
    () => Effect.scoped(Effect.andThen(Effect.forkScoped(touching), effect)),
    () => release(path, text)
  )
}, Effect.scoped)

/**
 * Runs an effect while holding the lock `locks/<name>.lock`.
 *
 * Fails with `LockHeld` immediately, or with `ArchiveNotWritable`.
 */
export const withLock = Effect.fnUntraced(function* <A, E, R>(
  archive: Archive,
  name: string,
  effect: Effect.Effect<A, E, R>
) {
  const paths = yield* Path.Path
  const folder = paths.join(archive.path, "locks")
  if (!(yield* isFolder(folder))) yield* Effect.andThen(checkStanding(archive), makeFolder(folder))
  return yield* withLockAt(paths.join(folder, `${name}.lock`), effect)
})

/** The same for derived data of an archive: the lock is beside the cache folder if that is elsewhere. */
export const withCacheLock = Effect.fnUntraced(function* <A, E, R>(
  archive: Archive,
  effect: Effect.Effect<A, E, R>,
  name = "cache"
) {
  const paths = yield* Path.Path
  const { cache } = archive
  if (cache === undefined) return yield* withLock(archive, name, effect)
  yield* makeFolder(paths.dirname(cache))
  return yield* withLockAt(`${cache}.${name}.lock`, effect)
})
