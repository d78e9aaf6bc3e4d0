// How files of an archive are written: whole or not at all, of mode 0600, in folders of mode 0700.
import * as core from "@chatledger/core"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type { PlatformError } from "effect/PlatformError"
import { ArchiveNotWritable } from "./errors.ts"
import { reasonOf } from "./reasons.ts"

/** Writes the next bytes of a file. */
export type Put = core.Put<ArchiveNotWritable>

/** What an error of the file system at a path becomes. */
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

/** Leaves what has the name, also if another process gave it at the same moment. */
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
 * Writes a file, and answers once its name survives a power cut. What is written is checked before it gets its name, if
 * there is a check. Fails with `ArchiveNotWritable`, and with the errors of `write` and `check`; then no temporary file is left.
 */
export const writeFile = <E, R, E2 = never, R2 = never>(
  path: string,
  write: (put: Put) => Effect.Effect<void, E, R>,
  check?: (temporary: string) => Effect.Effect<void, E2, R2>
) => core.replaceFile(path, write, { failed: notWritable(path), ...(check === undefined ? {} : { check }) })

/** Writes a text as `writeFile` does, unless there is a file of this name: then that one stays. */
export const writeOnce = (path: string, text: string) =>
  core.replaceFile(path, (put) => put(new TextEncoder().encode(text)), {
    failed: notWritable(path),
    giveName: leaveOther
  })
