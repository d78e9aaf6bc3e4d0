// Files are written under a temporary name, in the folder they are meant for, flushed, and renamed into place.
// A reader sees the old file or the new one, never a half; what did not get its place is removed, also after an interruption.
// What a killed run left is swept away an hour later. It does not lock the folder. Gotcha: on Windows a file that is open in Excel cannot be replaced; the new one is then
// kept beside it as `<name>.new.<extension>`.
import { createHash, randomBytes } from "node:crypto"
import * as core from "@chatledger/core"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type * as Option from "effect/Option"
import * as Path from "effect/Path"
import type { PlatformError } from "effect/PlatformError"
import { notWritableReason, OutputNotWritable } from "./errors.ts"
import { keptMode, makeFile } from "./file-mode.ts"

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
      const path = core.tempPath(join(folder ?? dirname(target), `.${basename(target)}`))
      yield* makeFile(path, dirname(target), mode ?? (yield* keptMode(target))).pipe(notWritable(target))
      return { target, path } satisfies TempFile
    }),
    ({ path }) => FileSystem.FileSystem.use((fs) => fs.remove(path, { force: true })).pipe(Effect.ignore)
  )

/** Makes the folder with its parents, for the user alone. */
export const makeFolder = (directory: string) => core.makeFolder(directory).pipe(notWritable(directory))

/** Brings a written file from the system's memory onto the disk. */
export const flush = ({ path, target }: TempFile) => core.flushFile(path).pipe(notWritable(target))

/** Removes what killed runs left beside these files an hour ago or earlier; what cannot be removed stays. */
export const sweep = (directory: string, names: ReadonlySet<string>) =>
  core.sweep(directory, (name) => name.startsWith(".") && names.has(name.slice(1)))

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

/** Takes the next piece of a text, or of its bytes. */
export type WriteText = (piece: string | Uint8Array) => Effect.Effect<void, OutputNotWritable>

/** Opens a temporary file for a text that comes in pieces; `end` flushes it, and answers its size and its SHA-256 in hexadecimal. */
export const openText = Effect.fnUntraced(function* ({ path, target }: TempFile) {
  const failed = notWritable(target)
  const file = yield* FileSystem.FileSystem.use((fs) => fs.open(path, { flag: "w" })).pipe(failed)
  const hash = createHash("sha256")
  let bytes = 0
  const write: WriteText = (piece) => {
    if (piece.length === 0) return Effect.void
    const data = typeof piece === "string" ? Buffer.from(piece) : piece
    bytes += data.length
    hash.update(data)
    return failed(file.writeAll(data))
  }
  const end = Effect.map(failed(file.sync), () => ({ bytes, sha256: hash.digest("hex") }))
  return { write, end }
})

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

/** Makes renames and removals in a folder lasting. */
export const flushFolder = (directory: string) => core.flushFolder(directory).pipe(notWritable(directory))
