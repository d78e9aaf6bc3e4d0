// How files of an archive are written: aside in the same folder, flushed, renamed, the folder flushed.
//
// A reader sees the whole file or none. A failed flush fails the file and is never tried again on the same
// descriptor. What a crash leaves behind is swept away an hour later. Gotcha: on Windows, and on file systems
// that refuse it, folders are not flushed.
import * as Crypto from "node:crypto"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import type { PlatformError } from "effect/PlatformError"
import { ArchiveNotWritable, reasonOf, systemCodeOf } from "./errors.ts"

const FOLDER_MODE = 0o700
const FILE_MODE = 0o600
const LEFT_OVER_AFTER_MILLIS = 60 * 60 * 1000
const temporary = /\.tmp-[0-9a-f]{12}$/

/** A name beside a path that no other writer takes. */
export const asideOf = (path: string): string => `${path}.tmp-${Crypto.randomBytes(6).toString("hex")}`

/** File systems without hard links: FAT, some network folders. */
export const hasNoLinks = (code: string | undefined): boolean =>
  code === "EPERM" || code === "ENOTSUP" || code === "EOPNOTSUPP" || code === "ENOSYS"

const isUnflushable = (code: string | undefined) => code === "EINVAL" || code === "ENOTSUP"

/** Flushes a folder, so that names made in it survive a power cut. */
export const flushFolder = Effect.fnUntraced(function* (path: string) {
  if (process.platform === "win32") return
  const fs = yield* FileSystem.FileSystem
  yield* Effect.scoped(Effect.flatMap(fs.open(path, { flag: "r" }), (folder) => folder.sync)).pipe(
    Effect.catchIf(
      (error) => isUnflushable(systemCodeOf(error)),
      () => Effect.void
    ),
    Effect.mapError((error) => new ArchiveNotWritable({ path, reason: reasonOf(error) }))
  )
})

/** The folder itself, or the highest one above it that is not there. */
const highestMissing = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const isThere = (folder: string) => Effect.orElseSucceed(fs.exists(folder), () => false)
  let missing = paths.resolve(path)
  while (!(yield* isThere(paths.dirname(missing))) && paths.dirname(missing) !== missing)
    missing = paths.dirname(missing)
  return missing
})

/** Makes a folder and those above it, for the user alone. */
export const makeFolder = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  yield* fs.makeDirectory(path, { recursive: true, mode: FOLDER_MODE }).pipe(
    // On a read-only disk Node says of a path that it is not there.
    Effect.catchIf(
      (error) => systemCodeOf(error) === "ENOENT",
      () =>
        Effect.flatMap(highestMissing(path), (missing) => fs.makeDirectory(missing, { mode: FOLDER_MODE }))
    ),
    Effect.mapError((error) => new ArchiveNotWritable({ path, reason: reasonOf(error) }))
  )
})

/** Removes what crashed writers left in a folder an hour ago or earlier; what cannot be removed stays. */
export const sweep = Effect.fnUntraced(function* (folder: string) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const now = yield* Clock.currentTimeMillis
  const names = yield* Effect.orElseSucceed(fs.readDirectory(folder), () => [])
  for (const name of names.filter((name) => temporary.test(name))) {
    const path = paths.join(folder, name)
    const info = yield* Effect.option(fs.stat(path))
    const modified = Option.getOrUndefined(Option.flatMap(info, ({ mtime }) => mtime))
    if (modified !== undefined && now - modified.getTime() > LEFT_OVER_AFTER_MILLIS)
      yield* Effect.ignore(fs.remove(path))
  }
})

/** Folders that this process has swept. */
const swept = new Set<string>()

/** Sweeps a folder, once per process. */
export const sweepOnce = Effect.fnUntraced(function* (folder: string) {
  if (swept.has(folder)) return
  swept.add(folder)
  yield* sweep(folder)
})

/** Writes the next bytes of a file. */
export type Put = (bytes: Uint8Array) => Effect.Effect<void, ArchiveNotWritable>

type GiveName = (aside: string, path: string) => Effect.Effect<void, PlatformError, FileSystem.FileSystem>

/** Takes the place of what has the name. */
const replace: GiveName = (aside, path) =>
  Effect.flatMap(FileSystem.FileSystem, (fs) => fs.rename(aside, path))

/** Leaves what has the name, also if another process gave it at the same moment. */
const leaveOther: GiveName = Effect.fnUntraced(function* (aside, path) {
  const fs = yield* FileSystem.FileSystem
  const linked = yield* Effect.result(fs.link(aside, path))
  if (linked._tag === "Failure") {
    if (hasNoLinks(systemCodeOf(linked.failure))) return yield* fs.rename(aside, path)
    if (linked.failure.reason._tag !== "AlreadyExists") return yield* linked.failure
  }
  yield* fs.remove(aside)
})

/**
 * Writes a file, of mode 0600, and answers once its name survives a power cut. What is written is checked before it
 * gets its name, if there is a check.
 *
 * Fails with `ArchiveNotWritable`, and with the errors of `write` and `check`; then no temporary file is left.
 */
export const writeAside = Effect.fnUntraced(function* <E, R, E2 = never, R2 = never>(
  path: string,
  write: (put: Put) => Effect.Effect<void, E, R>,
  check: (aside: string) => Effect.Effect<void, E2, R2> = () => Effect.void,
  giveName: GiveName = replace
) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const aside = asideOf(path)
  const notWritable = Effect.mapError(
    (error: PlatformError) => new ArchiveNotWritable({ path, reason: reasonOf(error) })
  )
  const written = Effect.gen(function* () {
    const file = yield* notWritable(fs.open(aside, { flag: "wx", mode: FILE_MODE }))
    yield* write((bytes) => notWritable(file.writeAll(bytes)))
    yield* notWritable(file.sync)
  })
  yield* Effect.scoped(written).pipe(
    Effect.andThen(check(aside)),
    Effect.andThen(notWritable(giveName(aside, path))),
    Effect.onError(() => Effect.ignore(fs.remove(aside, { force: true })))
  )
  yield* flushFolder(paths.dirname(path))
})

/** Writes a text as `writeAside` does, unless there is a file of this name: then that one stays. */
export const writeOnce = (path: string, text: string) =>
  writeAside(path, (put) => put(new TextEncoder().encode(text)), undefined, leaveOther)
