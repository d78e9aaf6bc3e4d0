// Locks between processes: a file that says who holds it.
//
// Made with O_EXCL, removed when done; the lock of a process that is gone is taken over. Only processes of
// this machine are looked at: a lock from another host is believed. Gotcha: a reused process id looks alive.
import * as Crypto from "node:crypto"
import { hostname } from "node:os"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import type { Archive } from "./archive.ts"
import { ArchiveNotWritable, reasonOf } from "./errors.ts"

/** Another process holds the lock. */
export class LockHeld extends Data.TaggedError("LockHeld")<{
  readonly path: string
  readonly holder: string
}> {
  readonly isRetryable = true
  override get message() {
    return `${this.path} is held by ${this.holder}`
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}

const holderOf = (text: string): { readonly pid: number; readonly host: string } | undefined => {
  const [, pid, host] = /^(\d+) (\S*)\n$/.exec(text) ?? []
  return pid === undefined || host === undefined ? undefined : { pid: Number(pid), host }
}

/** True if the holder is certainly gone; a file that is being written has no holder yet. */
const isStale = (text: string): boolean => {
  const holder = holderOf(text)
  return holder !== undefined && holder.host === hostname() && !isAlive(holder.pid)
}

/** Moves a stale lock away; if another process was faster, puts its lock back. */
const takeAway = Effect.fnUntraced(function* (path: string, stale: string) {
  const fs = yield* FileSystem.FileSystem
  const away = `${path}.stale-${Crypto.randomBytes(6).toString("hex")}`
  yield* fs.rename(path, away)
  if ((yield* fs.readFileString(away)) !== stale) yield* Effect.option(fs.link(away, path))
  yield* fs.remove(away, { force: true })
})

const acquire = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const content = new TextEncoder().encode(`${process.pid} ${hostname()}\n`)
  const create = fs.writeFile(path, content, { flag: "wx", mode: 0o600 })
  for (let tries = 0; tries < 3; tries += 1) {
    const created = yield* Effect.result(create)
    if (created._tag === "Success") return
    if (created.failure.reason._tag !== "AlreadyExists")
      return yield* new ArchiveNotWritable({ path, reason: reasonOf(created.failure) })
    const text = Option.getOrElse(yield* Effect.option(fs.readFileString(path)), () => "")
    if (!isStale(text)) {
      const holder = holderOf(text)
      const name = holder === undefined ? "another process" : `process ${holder.pid} on ${holder.host}`
      return yield* new LockHeld({ path, holder: name })
    }
    yield* Effect.option(takeAway(path, text))
  }
  return yield* new LockHeld({ path, holder: "another process" })
})

/** Runs an effect while holding the lock `locks/<name>.lock`; fails with `LockHeld` without waiting. */
export const withLock = Effect.fnUntraced(function* <A, E, R>(
  archive: Archive,
  name: string,
  effect: Effect.Effect<A, E, R>
) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const folder = paths.join(archive.path, "locks")
  const path = paths.join(folder, `${name}.lock`)
  yield* fs
    .makeDirectory(folder, { recursive: true, mode: 0o700 })
    .pipe(Effect.mapError((error) => new ArchiveNotWritable({ path: folder, reason: reasonOf(error) })))
  return yield* Effect.acquireUseRelease(
    acquire(path),
    () => effect,
    () => Effect.asVoid(Effect.option(fs.remove(path)))
  )
})
