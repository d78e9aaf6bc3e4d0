// Locks between processes: a file that says who holds it, and is touched every minute while it is held.
//
// Written aside and linked to its name, so that it is never half there; removed when done. Taken over if the process
// that holds it is gone from this machine, or if nobody has touched it for ten minutes: then its machine is gone, or the
// process id is another's now. Nothing waits, and a process that ends at any point of this stops nobody after it.
// Gotcha: who slept for more than ten minutes may find the lock taken over and is not told.
import * as Crypto from "node:crypto"
import { hostname } from "node:os"
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import type { PlatformError } from "effect/PlatformError"
import type { Archive } from "./archive.ts"
import { ArchiveNotWritable, reasonOf, systemCodeOf } from "./errors.ts"
import { asideOf, makeFolder, sweepOnce } from "./write-aside.ts"

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
/** Of a lock of which the holder cannot be read: the power went, or it is being written where there are no links. */
const UNREADABLE_MILLIS = 60 * 1000

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}

interface Holder {
  readonly pid: number
  readonly host: string
}

const holderOf = (text: string): Holder | undefined => {
  const [, pid, host] = /^(\d+) (\S*) [0-9a-f]+\n$/.exec(text) ?? []
  return pid === undefined || host === undefined ? undefined : { pid: Number(pid), host }
}

const textOf = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  return Option.getOrUndefined(yield* Effect.option(fs.readFileString(path)))
})

/** True if nobody holds the lock any more. */
const isStale = Effect.fnUntraced(function* (path: string, text: string) {
  const fs = yield* FileSystem.FileSystem
  const holder = holderOf(text)
  if (holder !== undefined && holder.host === hostname() && !isAlive(holder.pid)) return true
  const info = yield* Effect.option(fs.stat(path))
  const touched = Option.getOrUndefined(Option.flatMap(info, ({ mtime }) => mtime))
  if (touched === undefined) return false
  const age = (yield* Clock.currentTimeMillis) - touched.getTime()
  return age > (holder === undefined ? UNREADABLE_MILLIS : UNTOUCHED_MILLIS)
})

const held = (path: string, text: string | undefined) => {
  const holder = holderOf(text ?? "")
  return new LockHeld({
    path,
    holder: holder === undefined ? "another process" : `process ${holder.pid} on ${holder.host}`
  })
}

const notWritable = (path: string) => (error: PlatformError) =>
  new ArchiveNotWritable({ path, reason: reasonOf(error) })

/** File systems without hard links: FAT, some network folders. */
const hasNoLinks = (code: string | undefined) =>
  code === "EPERM" || code === "ENOTSUP" || code === "EOPNOTSUPP" || code === "ENOSYS"

/** A lock of ours that has no name yet. */
interface Own {
  readonly text: string
  readonly aside: string
}

const writeNew = Effect.fnUntraced(function* (path: string, text: string) {
  const fs = yield* FileSystem.FileSystem
  yield* fs.writeFile(path, new TextEncoder().encode(text), { flag: "wx", mode: 0o600 })
})

/** Gives our lock a name, with all its bytes in one step; fails with `AlreadyExists` if it is taken. */
const make = Effect.fnUntraced(function* (path: string, { text, aside }: Own) {
  const fs = yield* FileSystem.FileSystem
  yield* Effect.catchIf(
    fs.link(aside, path),
    (error) => hasNoLinks(systemCodeOf(error)),
    () => writeNew(path, text)
  )
})

/** The name of the right to take over a lock of this text: as another has another name, nobody takes over what is new. */
const claimOf = (path: string, text: string): string =>
  `${path.replace(/\.tmp-[0-9a-f]{12}$/, "")}.tmp-${Crypto.hash("sha256", `${path} ${text}`).slice(0, 12)}`

/**
 * Takes the lock; fails with `LockHeld` if somebody holds it.
 *
 * A stale lock is replaced by renaming a claim over it. A claim is a lock too: of several processes one gets it, one that
 * comes late finds another lock in place of the stale one, and that of a process that died is taken over likewise.
 */
const take = (
  path: string,
  own: Own
): Effect.Effect<void, LockHeld | ArchiveNotWritable, FileSystem.FileSystem> =>
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
    const after = yield* textOf(path)
    if (after !== own.text) return yield* held(path, after)
  })

const acquire = Effect.fnUntraced(function* (path: string, text: string) {
  const fs = yield* FileSystem.FileSystem
  const aside = asideOf(path)
  yield* writeNew(aside, text).pipe(
    Effect.mapError(notWritable(path)),
    Effect.andThen(take(path, { text, aside })),
    Effect.ensuring(Effect.ignore(fs.remove(aside)))
  )
})

/** Touches the lock every minute, as long as it is ours. */
const touch = Effect.fnUntraced(
  function* (path: string, text: string) {
    const fs = yield* FileSystem.FileSystem
    yield* Effect.sleep(TOUCH_EVERY)
    if ((yield* textOf(path)) !== text) return
    const now = new Date(yield* Clock.currentTimeMillis)
    yield* Effect.ignore(fs.utimes(path, now, now))
  },
  (once) => Effect.forever(once)
)

const release = Effect.fnUntraced(function* (path: string, text: string) {
  const fs = yield* FileSystem.FileSystem
  if ((yield* textOf(path)) === text) yield* Effect.ignore(fs.remove(path))
})

/**
 * Runs an effect while holding the lock `locks/<name>.lock`.
 *
 * Fails with `LockHeld`, without waiting, or with `ArchiveNotWritable`.
 */
export const withLock = Effect.fnUntraced(function* <A, E, R>(
  archive: Archive,
  name: string,
  effect: Effect.Effect<A, E, R>
) {
  const paths = yield* Path.Path
  const folder = paths.join(archive.path, "locks")
  const path = paths.join(folder, `${name}.lock`)
  const text = `${process.pid} ${hostname()} ${Crypto.randomBytes(6).toString("hex")}\n`
  yield* makeFolder(folder)
  yield* sweepOnce(folder)
  return yield* Effect.acquireUseRelease(
    acquire(path, text),
    () => Effect.scoped(Effect.andThen(Effect.forkScoped(touch(path, text)), effect)),
    () => release(path, text)
  )
})
