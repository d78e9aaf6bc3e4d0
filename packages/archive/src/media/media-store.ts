// The files of messages in an archive: `media/a/b/ab12…`, named by the sha256 of their bytes, one file per content.
//
// A file is written in `media/unfinished`, flushed, and renamed. Its folder is flushed before the download is
// acknowledged, for several files at once. Files have mode 0600, folders 0700; paths never contain received names.
import * as Crypto from "node:crypto"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import { type Archive, checkStanding } from "../archive.ts"
import { flushFolder, makeFolder, notWritable } from "../files.ts"

const UNFINISHED_MILLIS = 7 * 24 * 60 * 60 * 1000

/** The lock for writing and removing files of messages; not a valid instance id. */
export const MEDIA_LOCK = ".media"

const isSha256 = (name: string): boolean => /^[0-9a-f]{64}$/.test(name)

/** The folder of an archive's files. */
export const mediaFolder = (archive: Archive) =>
  Effect.map(Path.Path, (paths) => paths.join(archive.path, "media"))

/** The path of a file by the sha256 of its bytes, whether it exists or not. */
export const mediaPath = (archive: Archive, sha256: string) =>
  Effect.map(Path.Path, (paths) =>
    paths.join(archive.path, "media", sha256.slice(0, 1), sha256.slice(1, 2), sha256)
  )

/** True if a file with this hash and length exists, judged by name and size. */
export const hasMedia = Effect.fnUntraced(function* (archive: Archive, sha256: string, length: number) {
  const fs = yield* FileSystem.FileSystem
  const info = yield* Effect.option(fs.stat(yield* mediaPath(archive, sha256)))
  return Option.isSome(info) && info.value.type === "File" && Number(info.value.size) === length
})

/** The path of a partial download, by the values that identify it. */
export const unfinishedPath = Effect.fnUntraced(function* (archive: Archive, of: ReadonlyArray<string>) {
  const paths = yield* Path.Path
  const name = Crypto.hash("sha256", JSON.stringify(of)).slice(0, 32)
  return paths.join(archive.path, "media", "unfinished", `${name}.part`)
})

/**
 * Creates the folder of partial downloads, removes those that cannot be continued, or were not for a week, and returns the
 * others; call it under the lock.
 */
export const openStore = Effect.fnUntraced(function* (archive: Archive) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const folder = yield* mediaFolder(archive)
  const unfinished = paths.join(folder, "unfinished")
  yield* checkStanding(archive)
  yield* makeFolder(unfinished)
  yield* flushFolder(folder)
  yield* flushFolder(archive.path)
  const now = yield* Clock.currentTimeMillis
  const begun = new Set<string>()
  const names = new Set(yield* Effect.orElseSucceed(fs.readDirectory(unfinished), (): Array<string> => []))
  for (const name of names) {
    const path = paths.join(unfinished, name)
    const info = yield* Effect.option(fs.stat(path))
    const modified = Option.getOrUndefined(Option.flatMap(info, ({ mtime }) => mtime))
    const isOld = modified !== undefined && now - modified.getTime() > UNFINISHED_MILLIS
    const isLost = name.endsWith(".part") && !names.has(`${name}.json`)
    if (isOld || isLost) yield* Effect.ignore(fs.remove(path))
    else begun.add(path)
  }
  return begun as ReadonlySet<string>
})

/**
 * Gives a finished and flushed download its name; an existing file has the same bytes. Returns the folders to
 * flush before the file is acknowledged. `made` has the folders that the run has made. Fails with `ArchiveNotWritable`.
 */
export const keepMedia = Effect.fnUntraced(function* (
  archive: Archive,
  part: string,
  sha256: string,
  made: Set<string>
) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const path = yield* mediaPath(archive, sha256)
  const folder = paths.dirname(path)
  const failed = Effect.mapError(notWritable(path))
  const isMade = made.has(folder)
  if (!isMade) {
    yield* makeFolder(folder)
    made.add(folder)
  }
  yield* failed(fs.rename(part, path))
  const above = paths.dirname(folder)
  return isMade ? [folder] : [folder, above, paths.dirname(above)]
})

/** Every file with its sha256 and length; ignores files with other names. */
export const listMedia = Effect.fnUntraced(function* (archive: Archive) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const root = yield* mediaFolder(archive)
  const namesIn = (folder: string) => Effect.orElseSucceed(fs.readDirectory(folder), (): Array<string> => [])
  const found: Array<{ readonly sha256: string; readonly path: string }> = []
  for (const first of (yield* namesIn(root)).filter((name) => /^[0-9a-f]$/.test(name)).sort())
    for (const second of (yield* namesIn(paths.join(root, first))).sort())
      for (const sha256 of (yield* namesIn(paths.join(root, first, second))).sort())
        if (isSha256(sha256) && sha256.startsWith(first + second))
          found.push({ sha256, path: paths.join(root, first, second, sha256) })
  return found
})
