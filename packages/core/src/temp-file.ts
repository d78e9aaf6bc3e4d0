// Writes files atomically: to a temporary name in the same folder, then flush, rename, and flush the folder.
//
// A failed flush fails the file and is never retried on the same descriptor. Files that a crash left behind are
// removed after an hour. The caller provides the file system; nothing is locked. Gotcha: on Windows, and on file
// systems that refuse it, folders are not flushed.
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

/** The operating system's error code, such as `ENOSPC`; undefined if there is none. */
export const systemCodeOf = (error: PlatformError): string | undefined => {
  const { cause } = error.reason
  return cause instanceof Error && "code" in cause ? String(cause.code) : undefined
}

/** A unique temporary path beside a file: its own, `.tmp-` and 12 random hexadecimal digits. */
export const tempPath = (path: string): string =>
  `${path}.tmp-${Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, "0")).join("")}`

/** The folder itself, or its highest ancestor that does not exist. */
const highestMissing = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const { dirname, resolve } = yield* Path.Path
  const isThere = (folder: string) => Effect.orElseSucceed(fs.exists(folder), () => false)
  let missing = resolve(path)
  while (!(yield* isThere(dirname(missing))) && dirname(missing) !== missing) missing = dirname(missing)
  return missing
})

/** Creates a folder and its missing ancestors, accessible only to the user. */
export const makeFolder = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  yield* fs.makeDirectory(path, { recursive: true, mode: FOLDER_MODE }).pipe(
    // On a read-only disk Node reports that the path does not exist.
    Effect.catchIf(
      (error) => systemCodeOf(error) === "ENOENT",
      () =>
        Effect.flatMap(highestMissing(path), (missing) => fs.makeDirectory(missing, { mode: FOLDER_MODE }))
    )
  )
})

/** Flushes a file to the disk. */
export const flushFile = (path: string) =>
  Effect.scoped(
    FileSystem.FileSystem.use((fs) => fs.open(path, { flag: "r+" }).pipe(Effect.flatMap((file) => file.sync)))
  )

/** Errors of systems that cannot flush a folder; Windows returns EPERM. */
const unflushable = new Set(["EINVAL", "ENOTSUP", "EPERM", "EISDIR"])

/** Flushes a folder, so that created and removed names survive a power cut. */
export const flushFolder = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  yield* Effect.scoped(Effect.flatMap(fs.open(path, { flag: "r" }), (folder) => folder.sync)).pipe(
    Effect.catchIf(
      (error) => unflushable.has(systemCodeOf(error) ?? ""),
      () => Effect.void
    )
  )
})

/** Removes temporary files that are at least an hour old and pass `isOurs`; ignores failures. */
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

/** Renames a temporary file to its final path. */
export type GiveName = (
  temporary: string,
  path: string
) => Effect.Effect<void, PlatformError, FileSystem.FileSystem>

interface ReplaceOptions<E, E2 = never, R2 = never> {
  /** Maps an error of the file system. */
  readonly failed: (error: PlatformError) => E
  /** Checks the written file before it is renamed. */
  readonly check?: (temporary: string) => Effect.Effect<void, E2, R2>
  /** Default: replaces an existing file. */
  readonly giveName?: GiveName
  /** False for files that a power cut may lose; default true. */
  readonly isLasting?: boolean
}

const rename: GiveName = (temporary, path) => FileSystem.FileSystem.use((fs) => fs.rename(temporary, path))

/**
 * Writes a file with mode 0600; completes once its name survives a power cut.
 *
 * Fails with the result of `failed`, and with the errors of `write` and `check`; then no temporary file is left.
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
