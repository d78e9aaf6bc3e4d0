// An archive: a folder of snapshots, and what is common to them.
//
// `archive.json` names the format. Listing reads folder names only; facts and bodies are read when asked for.
// Nothing here writes a snapshot: that is `commit.ts`. Gotcha: ids are unique within an instance, not beyond.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { ArchiveMissing, ArchiveUnreadable, reasonOf } from "./errors.ts"
import { isInstanceId, snapshotIdOfFile, snapshotPlace } from "./facts.ts"
import { flushFolder, makeFolder, sweep, writeAside } from "./write-aside.ts"

/** An archive that exists and has a format this version reads. */
export interface Archive {
  readonly path: string
}

/** Where a snapshot stands. */
export interface SnapshotRef {
  readonly instanceId: string
  readonly snapshotId: string
  readonly path: string
}

const FORMAT = { format: "chatledger-archive", version: 1 }
const FORMAT_TEXT = JSON.stringify(FORMAT)

const readFormat = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const unreadable = (reason: string) => new ArchiveUnreadable({ path, reason })
  const text = yield* fs
    .readFileString(paths.join(path, "archive.json"))
    .pipe(
      Effect.mapError((error) =>
        error.reason._tag === "NotFound" ? new ArchiveMissing({ path }) : unreadable(reasonOf(error))
      )
    )
  const damaged = `archive.json is damaged: restore it from a backup; it says ${FORMAT_TEXT}`
  const format = yield* Effect.try({
    try: () => JSON.parse(text) as { readonly format?: unknown; readonly version?: unknown } | null,
    catch: () => unreadable(damaged)
  })
  if (format?.format !== FORMAT.format) return yield* unreadable(damaged)
  if (format.version !== FORMAT.version)
    return yield* unreadable(
      `its format is version ${String(format.version)}, and this program reads version 1: use a newer program`
    )
})

/** Opens an archive; fails with `ArchiveMissing` or `ArchiveUnreadable`. */
export const openArchive = Effect.fnUntraced(function* (path: string) {
  yield* readFormat(path)
  return { path } satisfies Archive
})

/** The folders above a path that hold something new once it is made: each needs a flush. */
const foldersThatChange = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const folders: Array<string> = []
  for (let at = paths.resolve(path); at !== paths.dirname(at); at = paths.dirname(at)) {
    folders.push(paths.dirname(at))
    if (yield* Effect.orElseSucceed(fs.exists(paths.dirname(at)), () => true)) break
  }
  return folders
})

const create = Effect.fnUntraced(function* (path: string) {
  const paths = yield* Path.Path
  const above = yield* foldersThatChange(path)
  yield* makeFolder(paths.join(path, "snapshots"))
  yield* writeAside(paths.join(path, "archive.json"), (put) =>
    put(new TextEncoder().encode(`${FORMAT_TEXT}\n`))
  )
  for (const folder of above) yield* flushFolder(folder)
})

/**
 * Opens an archive, or makes an empty one; folders get mode 0700, files 0600.
 *
 * Fails with `ArchiveUnreadable` or `ArchiveNotWritable`.
 */
export const openOrCreateArchive = Effect.fnUntraced(function* (path: string) {
  yield* readFormat(path).pipe(Effect.catchTag("ArchiveMissing", () => create(path)))
  yield* sweep(path)
  return { path } satisfies Archive
})

/** Sorted names in a folder; none if it is no folder. */
const namesIn = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const names = yield* fs.readDirectory(path).pipe(
    Effect.catchIf(
      (error) => error.reason._tag === "NotFound" || error.reason._tag === "BadResource",
      () => Effect.succeed<Array<string>>([])
    ),
    Effect.mapError((error) => new ArchiveUnreadable({ path, reason: reasonOf(error) }))
  )
  return names.sort()
})

/** Every instance of which the archive may hold something, sorted. */
export const listInstances = Effect.fnUntraced(function* (archive: Archive) {
  const paths = yield* Path.Path
  return (yield* namesIn(paths.join(archive.path, "snapshots"))).filter(isInstanceId)
})

/** The folders of an instance in which snapshots stand, sorted. */
export const snapshotFolders = Effect.fnUntraced(function* (archive: Archive, instanceId: string) {
  const paths = yield* Path.Path
  const root = paths.join(archive.path, "snapshots", instanceId)
  const folders: Array<string> = []
  for (const year of yield* namesIn(root))
    for (const month of yield* namesIn(paths.join(root, year))) folders.push(paths.join(root, year, month))
  return folders
})

/**
 * Every snapshot of an instance, or of all, by instance and id: for one instance that is the order of asking.
 *
 * Files and folders with other names than snapshots have are passed over.
 */
export const listSnapshots = Effect.fnUntraced(function* (archive: Archive, instanceId?: string) {
  const paths = yield* Path.Path
  const root = paths.join(archive.path, "snapshots")
  const instances = instanceId === undefined ? yield* listInstances(archive) : [instanceId]
  const refs: Array<SnapshotRef> = []
  for (const instance of instances.filter(isInstanceId))
    for (const year of yield* namesIn(paths.join(root, instance)))
      for (const month of yield* namesIn(paths.join(root, instance, year))) {
        const folder = paths.join(root, instance, year, month)
        for (const name of yield* namesIn(folder)) {
          const snapshotId = snapshotIdOfFile(name)
          if (snapshotId !== undefined)
            refs.push({ instanceId: instance, snapshotId, path: folder + paths.sep + name })
        }
      }
  return refs
})

/** The place of a snapshot in an archive, whether it is there or not. */
export const snapshotRef = (archive: Archive, instanceId: string, snapshotId: string) =>
  Effect.map(
    Path.Path,
    (paths): SnapshotRef => ({
      instanceId,
      snapshotId,
      path: paths.join(archive.path, "snapshots", ...snapshotPlace(instanceId, snapshotId))
    })
  )
