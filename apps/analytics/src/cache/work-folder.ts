// The folder of a long-running process for the temporary files of its requests, so that the
// next process can delete what a killed one left.
//
// `serve-…` beside the cache, with a lock of the same name while its process lives. Creating one deletes those
// that are not locked.
import * as Crypto from "node:crypto"
import type { Archive } from "@chatledger/archive"
import { withCacheLock } from "@chatledger/archive/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { WorkFolder } from "../files/folder-beside.ts"
import { cachePlaces, makeFolder, notWritable } from "./cache-folder.ts"

const own = /^serve-[0-9a-f]{12}$/

const gone = (path: string) =>
  Effect.flatMap(FileSystem.FileSystem, (fs) =>
    Effect.asVoid(Effect.option(fs.remove(path, { recursive: true, force: true })))
  )

const sweep = Effect.fnUntraced(function* (archive: Archive, folder: string) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  for (const name of yield* Effect.orElseSucceed(fs.readDirectory(folder), (): Array<string> => []))
    if (own.test(name)) yield* Effect.option(withCacheLock(archive, gone(paths.join(folder, name)), name))
})

/**
 * Runs an effect whose temporary folders are in one work folder, deleted at its end. Fails with
 * `CacheNotWritable`, `ArchiveNotWritable`, and as `use` does.
 */
export const withWorkFolder = Effect.fnUntraced(function* <A, E, R>(
  archive: Archive,
  use: Effect.Effect<A, E, R>
) {
  const paths = yield* Path.Path
  const { folder } = yield* cachePlaces(archive)
  const name = `serve-${Crypto.randomBytes(6).toString("hex")}`
  const path = paths.join(folder, name)
  yield* sweep(archive, folder)
  const used = Effect.acquireUseRelease(
    notWritable(path)(makeFolder(path)),
    () => Effect.provideService(use, WorkFolder, path),
    () => gone(path)
  )
  return yield* withCacheLock(archive, used, name)
})
