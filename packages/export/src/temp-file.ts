// Files are written under a temporary name, in the folder they are meant for, flushed, and renamed into place.
// A reader sees the old file or the new one, never a half; what did not get its place is removed, also after an interruption.
// What a killed run left is swept away an hour later. It does not lock the folder. Gotcha: on Windows a file that is open in Excel cannot be replaced; the new one is then
// kept beside it as `<name>.new.<extension>`.
import { createHash, randomBytes } from "node:crypto"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import type { PlatformError } from "effect/PlatformError"
import { notWritableReason, OutputNotWritable } from "./errors.ts"
import { FOLDER_MODE, keptMode, makeFile } from "./file-mode.ts"

/** A file on its way: where it is written, and where it belongs. */
export interface TempFile {
  readonly path: string
  readonly target: string
}

/** Turns a failure of the file system into `OutputNotWritable` for a path. */
export const notWritable =
  (path: string) =>
  <A, R>(effect: Effect.Effect<A, PlatformError, R>): Effect.Effect<A, OutputNotWritable, R> =>
    effect.pipe(
      Effect.mapError((cause) => new OutputNotWritable({ path, reason: notWritableReason(cause), cause }))
    )

/**
 * An empty file beside the target, or in a folder of the same disk, for the time of a scope; at its end nothing is left there.
 * Its mode is the one that the target is to have; `mode` is that of a target which is gone by then.
 */
export const tempFile = (target: string, folder?: string, mode?: Option.Option<number>) =>
  Effect.acquireRelease(
    Effect.gen(function* () {
      const { basename, dirname, join } = yield* Path.Path
      const name = `.${basename(target)}.tmp-${randomBytes(6).toString("hex")}`
      const path = join(folder ?? dirname(target), name)
      yield* makeFile(path, dirname(target), mode ?? (yield* keptMode(target))).pipe(notWritable(target))
      return { target, path } satisfies TempFile
    }),
    ({ path }) => FileSystem.FileSystem.use((fs) => fs.remove(path, { force: true })).pipe(Effect.ignore)
  )

/** The folder itself, or the highest one above it that is not there. */
const highestMissing = Effect.fnUntraced(function* (directory: string) {
  const fs = yield* FileSystem.FileSystem
  const { dirname, resolve } = yield* Path.Path
  const isThere = (folder: string) => Effect.orElseSucceed(fs.exists(folder), () => false)
  let missing = resolve(directory)
  while (!(yield* isThere(dirname(missing))) && dirname(missing) !== missing) missing = dirname(missing)
  return missing
})

/** Makes the folder with its parents, for the user alone. */
export const makeFolder = Effect.fnUntraced(function* (directory: string) {
  const fs = yield* FileSystem.FileSystem
  yield* fs.makeDirectory(directory, { recursive: true, mode: FOLDER_MODE }).pipe(
    // On a read-only disk Node says of a path that it is not there.
    Effect.catchIf(
      ({ reason }) => reason._tag === "NotFound",
      () =>
        Effect.flatMap(highestMissing(directory), (missing) =>
          fs.makeDirectory(missing, { mode: FOLDER_MODE })
        )
    ),
    notWritable(directory)
  )
})

/** Brings a written file from the system's memory onto the disk. */
export const flush = ({ path, target }: TempFile) =>
  Effect.scoped(
    FileSystem.FileSystem.use((fs) => fs.open(path, { flag: "r+" }).pipe(Effect.flatMap((file) => file.sync)))
  ).pipe(notWritable(target))

const LEFT_OVER_AFTER_MILLIS = 60 * 60 * 1000

/** Removes what killed runs left beside these files an hour ago or earlier; what cannot be removed stays. */
export const sweep = Effect.fnUntraced(function* (directory: string, names: ReadonlySet<string>) {
  const fs = yield* FileSystem.FileSystem
  const { join } = yield* Path.Path
  const now = yield* Clock.currentTimeMillis
  for (const name of yield* Effect.orElseSucceed(fs.readDirectory(directory), () => [])) {
    const [, target = ""] = /^\.(.+)\.tmp-[0-9a-f]{12}$/.exec(name) ?? []
    if (!names.has(target)) continue
    const info = yield* Effect.option(fs.stat(join(directory, name)))
    const modified = Option.getOrUndefined(Option.flatMap(info, ({ mtime }) => mtime))
    if (modified !== undefined && now - modified.getTime() > LEFT_OVER_AFTER_MILLIS)
      yield* Effect.ignore(fs.remove(join(directory, name)))
  }
})

const readSize = 1 << 20

/** Size in bytes and SHA-256 in hexadecimal of a written file. */
export const digest = ({ path, target }: TempFile) =>
  Effect.scoped(
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const file = yield* fs.open(path, { flag: "r" })
      const hash = createHash("sha256")
      const buffer = new Uint8Array(readSize)
      let bytes = 0
      for (let read = yield* file.read(buffer); read > 0; read = yield* file.read(buffer)) {
        hash.update(buffer.subarray(0, read))
        bytes += read
      }
      return { bytes, sha256: hash.digest("hex") }
    })
  ).pipe(notWritable(target))

/** Writes a small text to a temporary file and flushes it. */
export const writeText = (file: TempFile, text: string) =>
  FileSystem.FileSystem.use((fs) => fs.writeFileString(file.path, text)).pipe(
    notWritable(file.target),
    Effect.andThen(flush(file))
  )

const blocked = (cause: PlatformError) =>
  cause.reason._tag === "Busy" || cause.reason._tag === "PermissionDenied"

const keepBeside = Effect.fnUntraced(function* ({ path, target }: TempFile, cause: PlatformError) {
  const fs = yield* FileSystem.FileSystem
  const { extname } = yield* Path.Path
  const extension = extname(target)
  const stem = target.slice(0, target.length - extension.length)
  const wanted = `${stem}.new${extension}`
  const isTaken = yield* fs.exists(wanted)
  const keptAt = isTaken ? `${stem}.new-${randomBytes(3).toString("hex")}${extension}` : wanted
  yield* fs.rename(path, keptAt)
  return new OutputNotWritable({ path: target, reason: "busy", keptAt, cause })
})

/** Puts a file in its place. When another program holds the old one open, the new one is kept beside it. */
export const putInPlace = Effect.fnUntraced(function* (file: TempFile) {
  const fs = yield* FileSystem.FileSystem
  const refused = (cause: PlatformError) =>
    new OutputNotWritable({ path: file.target, reason: notWritableReason(cause), cause })
  yield* fs.rename(file.path, file.target).pipe(
    Effect.catch((cause) => {
      if (!blocked(cause)) return Effect.fail(refused(cause))
      const kept = keepBeside(file, cause).pipe(Effect.orElseSucceed(() => refused(cause)))
      return Effect.flatMap(kept, Effect.fail)
    })
  )
})

/** Makes renames and removals in a folder lasting. Windows cannot flush folders and does without. */
export const flushFolder = (directory: string) =>
  process.platform === "win32"
    ? Effect.void
    : Effect.scoped(
        FileSystem.FileSystem.use((fs) =>
          fs.open(directory, { flag: "r" }).pipe(Effect.flatMap((folder) => folder.sync))
        )
      ).pipe(notWritable(directory))
