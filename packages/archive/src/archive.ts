// An archive: a folder of snapshots and their shared metadata.
//
// `archive.json` has the format and the id of the archive. Listing reads folder names and the index of each pack; facts
// and bodies are read on demand. Snapshots are written by `commit.ts`. Gotcha: ids are unique only within an instance.
import * as Crypto from "node:crypto"
import { InvalidArgument } from "@chatledger/core"
import { checkFiles, sweep } from "@chatledger/core/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import type { PlatformError } from "effect/PlatformError"
import { FORMAT, readFormat } from "./archive-format.ts"
import { ArchiveNotWritable, ArchiveUnreadable } from "./errors.ts"
import {
  isDirectoryId,
  isInstanceId,
  isMediaId,
  isNotificationId,
  isPhoneId,
  snapshotPlace
} from "./facts.ts"
import { flushFolder, makeFolder, sweepOnce, writeOnce } from "./files.ts"
import { type Month, readMonth, refsOfMonth } from "./pack/pack.ts"
import { reasonOf } from "./reasons.ts"
import type { SnapshotRef } from "./snapshot-ref.ts"

/** An existing archive in a format that this version reads. */
export interface Archive {
  readonly path: string
  /** Its identity when moved or copied; archives made before version 0.2.0 have none. */
  readonly id?: string | undefined
  /**
   * The folder of derived data if it is not its own folder `cache`: used by this archive only, and removed as a whole.
   */
  readonly cache?: string | undefined
}

/** Dies with `InvalidArgument` if plain JavaScript passes no archive, such as its path. */
export const checkArchive = (call: string, archive: unknown): Effect.Effect<void> =>
  typeof Object(archive).path === "string"
    ? Effect.void
    : Effect.die(
        new InvalidArgument({
          call,
          argument: "the archive",
          needs: "one of openArchive (after yield*), not its path"
        })
      )

/** The folder of data derived from an archive: tables, ledgers, spools. */
export const derivedFolder = (archive: Archive) =>
  Effect.map(Path.Path, (paths) => archive.cache ?? paths.join(archive.path, "cache"))

/** An archive, and whether it was just created. */
export interface OpenedArchive extends Archive {
  readonly isNew: boolean
}

/**
 * Opens an archive; fails with `ArchiveMissing` or `ArchiveUnreadable`.
 *
 * @example
 * ```ts
 * import { listSnapshots, openArchive } from "@chatledger/archive"
 * import * as NodeServices from "@effect/platform-node/NodeServices"
 * import * as Effect from "effect/Effect"
 *
 * const replies = Effect.gen(function* () {
 *   const archive = yield* openArchive("chatledger-archive")
 *   return yield* listSnapshots(archive)
 * })
 * const refs = await Effect.runPromise(Effect.provide(replies, NodeServices.layer))
 * console.log(refs.length > 0) // true
 * ```
 */
export const openArchive = Effect.fnUntraced(function* (path: string) {
  yield* checkFiles("openArchive")
  const { id } = yield* readFormat(path)
  return { path, id: typeof id === "string" && /^[\w-]{1,64}$/.test(id) ? id : undefined } satisfies Archive
})

const hasGone = (path: string) =>
  Effect.fail(
    new ArchiveNotWritable({
      path,
      reason: { code: "archive_gone" }
    })
  )

/**
 * Fails with `ArchiveNotWritable` if an open archive has disappeared since (unmounted, moved). Call it before creating
 * a folder in it, so that no new archive starts in its place.
 */
export const checkStanding = Effect.fnUntraced(function* ({ path }: Archive) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  if (!(yield* Effect.orElseSucceed(fs.exists(paths.join(path, "archive.json")), () => true)))
    return yield* hasGone(path)
})

/** The folders above a path that gain an entry when it is created: each needs a flush. */
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
  const text = JSON.stringify({ ...FORMAT, id: Crypto.randomUUID() })
  yield* writeOnce(paths.join(path, "archive.json"), `${text}\n`)
  for (const folder of above) yield* flushFolder(folder)
})

/**
 * Opens an archive, or creates an empty one; folders get mode 0700, files 0600.
 *
 * Fails with `ArchiveUnreadable` or `ArchiveNotWritable`.
 */
export const openOrCreateArchive = Effect.fnUntraced(function* (path: string) {
  yield* checkFiles("openOrCreateArchive")
  const paths = yield* Path.Path
  const isNew = yield* readFormat(path).pipe(
    Effect.as(false),
    Effect.catchTag("ArchiveMissing", () => Effect.as(create(path), true))
  )
  yield* sweep(path)
  yield* sweepOnce(paths.join(path, "locks"))
  const archive = yield* Effect.catchTag(openArchive(path), "ArchiveMissing", () => hasGone(path))
  return { ...archive, isNew } satisfies OpenedArchive
})

/** The listing of a folder; empty if it is not a folder. */
const listed = <A>(path: string, list: Effect.Effect<ReadonlyArray<A>, PlatformError>) =>
  list.pipe(
    Effect.catchIf(
      (error) => error.reason._tag === "NotFound" || error.reason._tag === "BadResource",
      () => Effect.succeed<ReadonlyArray<A>>([])
    ),
    Effect.mapError((error) => new ArchiveUnreadable({ path, reason: reasonOf(error) }))
  )

/** Sorted names in a folder. */
const namesIn = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  return [...(yield* listed(path, fs.readDirectory(path)))].sort()
})

/** Names and types in a folder, sorted by name. */
const entriesIn = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const entries = yield* listed(path, fs.readDirectoryEntries(path))
  return [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))
})

/** The instances in the archive, sorted. */
export const listInstances = Effect.fnUntraced(function* (archive: Archive) {
  yield* checkArchive("listInstances", archive)
  const paths = yield* Path.Path
  return (yield* namesIn(paths.join(archive.path, "snapshots"))).filter(isInstanceId)
})

/** The month folders of an instance with their snapshots and packs, in time order. */
export const listMonths = Effect.fnUntraced(function* (archive: Archive, instanceId: string) {
  const paths = yield* Path.Path
  const root = paths.join(archive.path, "snapshots", instanceId)
  const months: Array<Month & { readonly folder: string }> = []
  for (const year of yield* namesIn(root))
    for (const month of yield* namesIn(paths.join(root, year))) {
      const folder = paths.join(root, year, month)
      months.push({ folder, ...(yield* readMonth(folder, yield* entriesIn(folder), instanceId)) })
    }
  return months
})

/** The month folders of an instance, sorted. */
export const snapshotFolders = Effect.fnUntraced(function* (archive: Archive, instanceId: string) {
  const paths = yield* Path.Path
  const root = paths.join(archive.path, "snapshots", instanceId)
  const folders: Array<string> = []
  for (const year of yield* namesIn(root))
    for (const month of yield* namesIn(paths.join(root, year))) folders.push(paths.join(root, year, month))
  return folders
})

/**
 * All snapshots of an instance, or of all instances, by instance and id: within an instance in request order.
 *
 * Ignores files and folders that are not named like snapshots or packs. A damaged pack that hides some
 * of its snapshots is listed too, and fails when it is read.
 */
export const listSnapshots = Effect.fnUntraced(function* (archive: Archive, instanceId?: string) {
  yield* checkArchive("listSnapshots", archive)
  const instances = instanceId === undefined ? yield* listInstances(archive) : [instanceId]
  const refs: Array<SnapshotRef> = []
  for (const instance of instances.filter(isInstanceId))
    for (const month of yield* listMonths(archive, instance))
      for (const ref of refsOfMonth(month, instance)) refs.push(ref)
  return refs
})

/** The snapshots of message journals only: no directory, downloads, notifications or exported chats. */
export const listMessageSnapshots = (archive: Archive, instanceId?: string) =>
  Effect.map(listSnapshots(archive, instanceId), (refs) => refs.filter(isOfMessages))

/** True for replies of message journals, and for snapshots whose kind is unknown. */
export const isOfMessages = ({ snapshotId }: SnapshotRef): boolean =>
  !isDirectoryId(snapshotId) &&
  !isMediaId(snapshotId) &&
  !isNotificationId(snapshotId) &&
  !isPhoneId(snapshotId)

/** True for snapshots of notifications. */
export const isOfNotifications = ({ snapshotId }: SnapshotRef): boolean => isNotificationId(snapshotId)

/** True for chats that phones exported. */
export const isOfPhone = ({ snapshotId }: SnapshotRef): boolean => isPhoneId(snapshotId)

/** The reference to a snapshot, whether it exists or not. */
export const snapshotRef = (archive: Archive, instanceId: string, snapshotId: string) =>
  Effect.map(
    Path.Path,
    (paths): SnapshotRef => ({
      instanceId,
      snapshotId,
      path: paths.join(archive.path, "snapshots", ...snapshotPlace(instanceId, snapshotId))
    })
  )
