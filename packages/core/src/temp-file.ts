// Files that are whole or not there: written under a temporary name in the same folder, flushed, renamed, the folder flushed.
//
// A failed flush fails the file and is never tried again on the same descriptor. What a crash leaves behind is swept away
// an hour later. The file system comes from the caller, and nothing is locked. Gotcha: on Windows, and on file systems
// that refuse it, folders are not flushed.
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import type { PlatformError } from "effect/PlatformError"

const FOLDER_MODE = 0o700
const FILE_MODE = 0o600
const LEFT_OVER_AFTER_MILLIS = 60 * 60 * 1000
const temporary = /^(.+)\.tmp-[0-9a-f]{12}$/

/** The code of the operating system, like `ENOSPC`; undefined if it gave none. */
export const systemCodeOf = (error: PlatformError): string | undefined => {
  const { cause } = error.reason
  return cause instanceof Error && "code" in cause ? String(cause.code) : undefined
}

/** A path beside a file that no other writer takes: its own, `.tmp-` and 12 random hexadecimal digits. */
export const tempPath = (path: string): string =>
  `${path}.tmp-${Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, "0")).join("")}`

/** The folder itself, or the highest one above it that is not there. */
const highestMissing = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const { dirname, resolve } = yield* Path.Path
  const isThere = (folder: string) => Effect.orElseSucceed(fs.exists(folder), () => false)
  let missing = resolve(path)
  while (!(yield* isThere(dirname(missing))) && dirname(missing) !== missing) missing = dirname(missing)
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
    )
  )
})

/** Brings what was written from the system's memory onto the disk. */
export const flushFile = (path: string) =>
  Effect.scoped(
    FileSystem.FileSystem.use((fs) => fs.open(path, { flag: "r+" }).pipe(Effect.flatMap((file) => file.sync)))
  )

/** What systems say that cannot flush a folder; Windows says EPERM. */
const unflushable = new Set(["EINVAL", "ENOTSUP", "EPERM", "EISDIR"])

/** Flushes a folder, so that names made and removed in it survive a power cut. */
export const flushFolder = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  yield* Effect.scoped(Effect.flatMap(fs.open(path, { flag: "r" }), (folder) => folder.sync)).pipe(
    Effect.catchIf(
      (error) => unflushable.has(systemCodeOf(error) ?? ""),
      () => Effect.void
    )
  )
})

/** Removes what crashed writers left in a folder an hour ago or earlier, if the path it was for is ours; what cannot be removed stays. */
export const sweep = Effect.fnUntraced(function* (
  folder: string,
  isOurs: (name: string) => boolean = () => true
) {
  const fs = yield* FileSystem.FileSystem
  const { join } = yield* Path.Path
  const now = yield* Clock.currentTimeMillis
  for (const name of yield* Effect.orElseSucceed(fs.readDirectory(folder), () => [])) {
    const [, target] = temporary.exec(name) ?? []
    if (target === undefined || !isOurs(target)) continue
    const path = join(folder, name)
    const info = yield* Effect.option(fs.stat(path))
    const modified = Option.getOrUndefined(Option.flatMap(info, ({ mtime }) => mtime))
    if (modified !== undefined && now - modified.getTime() > LEFT_OVER_AFTER_MILLIS)
      yield* Effect.ignore(fs.remove(path))
  }
})

/** Writes the next bytes of a file. */
export type Put<E> = (bytes: Uint8Array) => Effect.Effect<void, E>

/** How a file gets its name. */
export type GiveName = (
  temporary: string,
  path: string
) => Effect.Effect<void, PlatformError, FileSystem.FileSystem>

interface ReplaceOptions<E, E2 = never, R2 = never> {
  /** What an error of the file system becomes. */
  readonly failed: (error: PlatformError) => E
  /** Looks at what was written, before it gets its name. */
  readonly check?: (temporary: string) => Effect.Effect<void, E2, R2>
  /** Default: it takes the place of what has the name. */
  readonly giveName?: GiveName
  /** False for files that may be lost in a power cut; default true. */
  readonly isLasting?: boolean
}

const rename: GiveName = (temporary, path) => FileSystem.FileSystem.use((fs) => fs.rename(temporary, path))

/**
 * Writes a file, of mode 0600, and answers once its name survives a power cut.
 *
 * Fails with what `failed` makes, and with the errors of `write` and `check`; then no temporary file is left.
 */
export const replaceFile = Effect.fnUntraced(function* <E, E1, R1, E2 = never, R2 = never>(
  path: string,
  write: (put: Put<E>) => Effect.Effect<void, E1, R1>,
  { check = () => Effect.void, failed, giveName = rename, isLasting = true }: ReplaceOptions<E, E2, R2>
) {
  const fs = yield* FileSystem.FileSystem
  const { dirname } = yield* Path.Path
  const temporary = tempPath(path)
  const written = Effect.gen(function* () {
    const file = yield* Effect.mapError(fs.open(temporary, { flag: "wx", mode: FILE_MODE }), failed)
    yield* write((bytes) => Effect.mapError(file.writeAll(bytes), failed))
    if (isLasting) yield* Effect.mapError(file.sync, failed)
  })
  yield* Effect.scoped(written).pipe(
    Effect.andThen(check(temporary)),
    Effect.andThen(Effect.mapError(giveName(temporary, path), failed)),
    Effect.onError(() => Effect.ignore(fs.remove(temporary, { force: true })))
  )
  if (isLasting) yield* Effect.mapError(flushFolder(dirname(path)), failed)
})
