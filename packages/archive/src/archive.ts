// An archive: a folder of snapshots, and what is common to them.
//
// `archive.json` names the format, and the archive by an id. Listing reads folder names, and of packs their names; facts and bodies are read when
// asked for. Nothing here writes a snapshot: that is `commit.ts`. Gotcha: ids are unique within an instance, not beyond.
import * as Crypto from "node:crypto"
import { sweep } from "@chatledger/core"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import type { PlatformError } from "effect/PlatformError"
import { ArchiveMissing, ArchiveNotWritable, ArchiveUnreadable } from "./errors.ts"
import { isDirectoryId, isInstanceId, isMediaId, isNotificationId, snapshotPlace } from "./facts.ts"
import { flushFolder, makeFolder, sweepOnce, writeFile, writeOnce } from "./files.ts"
import { type Month, readMonth, refsOfMonth } from "./pack/pack.ts"
import { type ArchiveReason, reasonOf } from "./reasons.ts"
import type { SnapshotRef } from "./snapshot-ref.ts"

/** An archive that exists and has a format this version reads. */
export interface Archive {
  readonly path: string
  /** What it is known by wherever it is moved or copied; those made before version 0.2.0 have none. */
  readonly id?: string | undefined
  /** The folder of what is derived from it, where that is not its own folder `cache`: made for it alone, removed with all in it. */
  readonly cache?: string | undefined
}

/** The folder of what is derived from an archive: tables, ledgers, spools. */
export const derivedFolder = (archive: Archive) =>
  Effect.map(Path.Path, (paths) => archive.cache ?? paths.join(archive.path, "cache"))

/** An archive, and whether it was made just now. */
export interface OpenedArchive extends Archive {
  readonly isNew: boolean
}

const FORMAT = { format: "chatledger-archive", version: 1 }
/** Of an archive with packs, which a program that knows version 1 alone would not see. */
const PACKED_VERSION = 2
/** Of one with replies of the directory in packs, which a program that does not know them would take for damaged. */
const PACKED_DIRECTORY_VERSION = 3
/** Of one with downloads in packs. */
const PACKED_MEDIA_VERSION = 4
/** The same of one with notifications in packs. */
const PACKED_NOTIFICATIONS_VERSION = 5
const versions: ReadonlySet<unknown> = new Set([
  FORMAT.version,
  PACKED_VERSION,
  PACKED_DIRECTORY_VERSION,
  PACKED_MEDIA_VERSION,
  PACKED_NOTIFICATIONS_VERSION
])

const readFormat = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const unreadable = (reason: ArchiveReason) => new ArchiveUnreadable({ path, reason })
  const text = yield* fs
    .readFileString(paths.join(path, "archive.json"))
    .pipe(
      Effect.mapError((error) =>
        error.reason._tag === "NotFound" ? new ArchiveMissing({ path }) : unreadable(reasonOf(error))
      )
    )
  const damaged: ArchiveReason = { code: "archive_json_damaged" }
  const format = yield* Effect.try({
    try: () => JSON.parse(text) as Readonly<Partial<Record<"format" | "version" | "id", unknown>>> | null,
    catch: () => unreadable(damaged)
  })
  if (format?.format !== FORMAT.format) return yield* unreadable(damaged)
  if (!versions.has(format.version))
    return yield* unreadable({ code: "archive_version", version: String(format.version) })
  return format
})

/** Opens an archive; fails with `ArchiveMissing` or `ArchiveUnreadable`. */
export const openArchive = Effect.fnUntraced(function* (path: string) {
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
 * Fails with `ArchiveNotWritable` if an archive that was open has gone since: unmounted, moved. To be asked before a folder
 * is made in it, so that nothing begins anew in its place.
 */
export const checkStanding = Effect.fnUntraced(function* ({ path }: Archive) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  if (!(yield* Effect.orElseSucceed(fs.exists(paths.join(path, "archive.json")), () => true)))
    return yield* hasGone(path)
})

/** The folders above a path that contain something new once it is made: each needs a flush. */
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
 * Opens an archive, or makes an empty one; folders get mode 0700, files 0600.
 *
 * Fails with `ArchiveUnreadable` or `ArchiveNotWritable`.
 */
export const openOrCreateArchive = Effect.fnUntraced(function* (path: string) {
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

/** Says in `archive.json` that the archive has packs, and what is in them; to be done before the first one gets its name. */
export const allowPacks = Effect.fnUntraced(function* (archive: Archive, refs: ReadonlyArray<SnapshotRef>) {
  const paths = yield* Path.Path
  const format = yield* readFormat(archive.path)
  const version = refs.some(isOfNotifications)
    ? PACKED_NOTIFICATIONS_VERSION
    : refs.some(({ snapshotId }) => isMediaId(snapshotId))
      ? PACKED_MEDIA_VERSION
      : refs.every(isOfMessages)
        ? PACKED_VERSION
        : PACKED_DIRECTORY_VERSION
  if (Number(format.version) >= version) return
  const text = JSON.stringify({ ...format, version })
  yield* writeFile(paths.join(archive.path, "archive.json"), (put) =>
    put(new TextEncoder().encode(`${text}\n`))
  )
})

/** A list of a folder; empty if it is not a folder. */
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

/** Every instance of which the archive may hold something, sorted. */
export const listInstances = Effect.fnUntraced(function* (archive: Archive) {
  const paths = yield* Path.Path
  return (yield* namesIn(paths.join(archive.path, "snapshots"))).filter(isInstanceId)
})

/** The folders of the months of an instance, each with the snapshots and packs in it, in the order of time. */
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
 * Files and folders with other names than snapshots and packs have are ignored. A damaged pack that hides some
 * of its snapshots is listed too, and fails when it is read.
 */
export const listSnapshots = Effect.fnUntraced(function* (archive: Archive, instanceId?: string) {
  const instances = instanceId === undefined ? yield* listInstances(archive) : [instanceId]
  const refs: Array<SnapshotRef> = []
  for (const instance of instances.filter(isInstanceId))
    for (const month of yield* listMonths(archive, instance))
      for (const ref of refsOfMonth(month, instance)) refs.push(ref)
  return refs
})

/** The same without the directory, downloads and notifications: those of journals of messages. */
export const listMessageSnapshots = (archive: Archive, instanceId?: string) =>
  Effect.map(listSnapshots(archive, instanceId), (refs) => refs.filter(isOfMessages))

/** Tells whether a snapshot is a reply of a journal of messages, or cannot be read for what it is. */
export const isOfMessages = ({ snapshotId }: SnapshotRef): boolean =>
  !isDirectoryId(snapshotId) && !isMediaId(snapshotId) && !isNotificationId(snapshotId)

/** Tells whether a snapshot is one of notifications. */
export const isOfNotifications = ({ snapshotId }: SnapshotRef): boolean => isNotificationId(snapshotId)

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
