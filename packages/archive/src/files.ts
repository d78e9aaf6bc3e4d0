// Writes the files of an archive: atomically, with mode 0600, in folders with mode 0700.
import * as core from "@chatledger/core/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type { PlatformError } from "effect/PlatformError"
import { ArchiveNotWritable } from "./errors.ts"
import { reasonOf } from "./reasons.ts"

/** Writes the next bytes of a file. */
export type Put = core.Put<ArchiveNotWritable>

/** Maps a file system error at a path. */
export const notWritable = (path: string) => (error: PlatformError) =>
  new ArchiveNotWritable({ path, reason: reasonOf(error) })

/** File systems without hard links: FAT, some network folders. */
export const hasNoLinks = (code: string | undefined): boolean =>
  code === "EPERM" || code === "ENOTSUP" || code === "EOPNOTSUPP" || code === "ENOSYS"

export const flushFolder = (path: string) => Effect.mapError(core.flushFolder(path), notWritable(path))

export const makeFolder = (path: string) => Effect.mapError(core.makeFolder(path), notWritable(path))

/** Folders that this process has swept. */
const swept = new Set<string>()

/** Sweeps a folder, once per process. */
export const sweepOnce = Effect.fnUntraced(function* (folder: string) {
  if (swept.has(folder)) return
  swept.add(folder)
  yield* core.sweep(folder)
})

/** Keeps an existing file, even if another process creates it at the same moment. */
const leaveOther: core.GiveName = Effect.fnUntraced(function* (temporary, path) {
  const fs = yield* FileSystem.FileSystem
  const linked = yield* Effect.result(fs.link(temporary, path))
  if (linked._tag === "Failure") {
    if (hasNoLinks(core.systemCodeOf(linked.failure))) return yield* fs.rename(temporary, path)
    if (linked.failure.reason._tag !== "AlreadyExists") return yield* linked.failure
  }
  yield* fs.remove(temporary)
})

/**
 * Writes a file; completes once its name survives a power cut. `check` runs before the file gets its
 * name. Fails with `ArchiveNotWritable`, and with the errors of `write` and `check`; then no temporary file is left.
 */
export const writeFile = <E, R, E2 = never, R2 = never>(
  path: string,
  write: (put: Put) => Effect.Effect<void, E, R>,
  check?: (temporary: string) => Effect.Effect<void, E2, R2>
) => core.replaceFile(path, write, { failed: notWritable(path), ...(check === undefined ? {} : { check }) })

/** Writes a text like `writeFile`, but keeps an existing file. */
export const writeOnce = (path: string, text: string) =>
  core.replaceFile(path, (put) => put(new TextEncoder().encode(text)), {
    failed: notWritable(path),
    giveName: leaveOther
  })
