// Writes files under a temporary name in their folder, flushes them, and renames them into place.
// Readers see the old or the new file, never an incomplete one; unfinished files are removed, even after an interruption.
// Files of killed runs are removed after an hour. Does not lock the folder. Gotcha: on Windows a file that is open in
// Excel cannot be replaced; the new one is then stored beside it as `<name>.new.<extension>`.
import { createHash, randomBytes } from "node:crypto"
import * as core from "@chatledger/core/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type * as Option from "effect/Option"
import * as Path from "effect/Path"
import type { PlatformError } from "effect/PlatformError"
import { notWritableReason, OutputNotWritable } from "./errors.ts"
import { keptMode, makeFile } from "./file-mode.ts"

/** A temporary file: its path, and its target. */
export interface TempFile {
  readonly path: string
  readonly target: string
}

/** Maps a failure of the file system to `OutputNotWritable` for a path. */
export const notWritable =
  (path: string) =>
  <A, R>(effect: Effect.Effect<A, PlatformError, R>): Effect.Effect<A, OutputNotWritable, R> =>
    effect.pipe(
      Effect.mapError((cause) => new OutputNotWritable({ path, reason: notWritableReason(cause), cause }))
    )

/**
 * Creates an empty file beside the target, or in a folder on the same disk, and removes it when the scope closes.
 * It has the mode that the target will get; `mode` is that of a target that may be gone by then.
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

/** Creates the folder and its parents, accessible only to the user. */
export const makeFolder = (directory: string) => core.makeFolder(directory).pipe(notWritable(directory))

/** Flushes a written file to the disk. */
export const flush = ({ path, target }: TempFile) => core.flushFile(path).pipe(notWritable(target))

/** Removes temporary files of killed runs beside these files after an hour; ignores failures. */
export const sweep = (directory: string, names: ReadonlySet<string>) =>
  core.sweep(directory, (name) => name.startsWith(".") && names.has(name.slice(1)))

const readSize = 1 << 20

/** Size in bytes and hexadecimal SHA-256 of a written file. */
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

/** Writes the next piece of a text, or of its bytes. */
export type WriteText = (piece: string | Uint8Array) => Effect.Effect<void, OutputNotWritable>

/** Opens a temporary file for a text in pieces; `end` flushes it, and returns its size and its hexadecimal SHA-256. */
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

/** Moves a file into place. If another program has the old file open, the new one is stored beside it. */
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

/** Flushes renames and removals in a folder. */
export const flushFolder = (directory: string) => core.flushFolder(directory).pipe(notWritable(directory))
