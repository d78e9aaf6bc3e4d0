// Removes all data derived from the snapshots, wherever it is: the folder `cache`, or its content, may be a link to
// another disk.
//
// The archive's own folder is removed as a whole. At the end of a link only names of the cache are removed, since others
// may use that folder, and the link stays.
import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import type { Archive } from "../archive.ts"
import { ArchiveNotWritable } from "../errors.ts"
import { withCacheLock, withLock } from "../lock.ts"
import { reasonOf } from "../reasons.ts"

const ownName =
  /^(chatledger\.duckdb.*|coverage|(load|spill|answer|pseudonyms|reply|serve)-[0-9a-f]{12}|.*\.tmp-[0-9a-f]{12})$/

const notWritable = (path: string) =>
  Effect.mapError(
    (error: Parameters<typeof reasonOf>[0]) => new ArchiveNotWritable({ path, reason: reasonOf(error) })
  )

/** The target of a link; undefined if it is not a link, or is broken. */
const endOf = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const isLink = Option.isSome(yield* Effect.option(fs.readLink(path)))
  return isLink ? Option.getOrUndefined(yield* Effect.option(fs.realPath(path))) : undefined
})

const remove = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  yield* notWritable(path)(fs.remove(path, { recursive: true, force: true }))
})

const removeIn = Effect.fnUntraced(function* (folder: string) {
  const fs = yield* FileSystem.FileSystem
  for (const name of yield* notWritable(folder)(fs.readDirectory(folder)))
    if (ownName.test(name)) yield* remove(join(folder, name))
})

const removeAll = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const end = yield* endOf(path)
  const folder = end ?? path
  const names = yield* Effect.orElseSucceed(fs.readDirectory(folder), (): Array<string> => [])
  for (const name of names.filter((each) => end === undefined || ownName.test(each))) {
    const target = yield* endOf(join(folder, name))
    if (target === undefined) continue
    const info = yield* Effect.option(fs.stat(target))
    const isFolder = Option.isSome(info) && info.value.type === "Directory"
    yield* isFolder ? removeIn(target) : remove(target)
  }
  yield* end === undefined ? remove(path) : removeIn(end)
})

/**
 * Removes tables, ledgers, spools and answers from the archive's folder and a cache folder elsewhere; they are
 * recreated when needed. Fails with `ArchiveNotWritable`, and with `LockHeld` during a load.
 */
export const removeDerived = Effect.fnUntraced(function* (archive: Archive) {
  yield* withLock(archive, "cache", removeAll(join(archive.path, "cache")))
  if (archive.cache !== undefined) yield* withCacheLock(archive, removeAll(archive.cache))
})
