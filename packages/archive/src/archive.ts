// An archive: a folder of snapshots, and what is common to them.
//
// `archive.json` names the format. Listing reads folder names only; facts and bodies are read when asked for.
// Nothing here writes a snapshot: that is `commit.ts`. Gotcha: ids are unique within an instance, not beyond.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { ArchiveMissing, ArchiveNotWritable, ArchiveUnreadable, reasonOf } from "./errors.ts"
import { partsOfId, snapshotPlace } from "./facts.ts"

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

const readFormat = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const text = yield* fs
    .readFileString(paths.join(path, "archive.json"))
    .pipe(
      Effect.mapError((error): ArchiveMissing | ArchiveUnreadable =>
        error.reason._tag === "NotFound"
          ? new ArchiveMissing({ path })
          : new ArchiveUnreadable({ path, reason: reasonOf(error) })
      )
    )
  const format = yield* Effect.try({
    try: () => JSON.parse(text) as { readonly format?: unknown; readonly version?: unknown } | null,
    catch: () => new ArchiveUnreadable({ path, reason: "archive.json is not JSON" })
  })
  if (format?.format !== FORMAT.format)
    return yield* new ArchiveUnreadable({ path, reason: "archive.json names another format" })
  if (format.version !== FORMAT.version)
    return yield* new ArchiveUnreadable({
      path,
      reason: `its format is version ${String(format.version)}, and this program reads version 1: use a newer program`
    })
})

/** Opens an archive; fails with `ArchiveMissing` or `ArchiveUnreadable`. */
export const openArchive = Effect.fnUntraced(function* (path: string) {
  yield* readFormat(path)
  return { path } satisfies Archive
})

/** Opens an archive, or makes an empty one; folders get mode 0700, files 0600. */
export const openOrCreateArchive = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const create = Effect.gen(function* () {
    yield* fs.makeDirectory(paths.join(path, "snapshots"), { recursive: true, mode: 0o700 })
    const aside = paths.join(path, `archive.json.tmp-${process.pid}`)
    yield* Effect.scoped(
      Effect.gen(function* () {
        const file = yield* fs.open(aside, { flag: "w", mode: 0o600 })
        yield* file.writeAll(new TextEncoder().encode(`${JSON.stringify(FORMAT)}\n`))
        yield* file.sync
      })
    )
    yield* fs.rename(aside, paths.join(path, "archive.json"))
  }).pipe(Effect.mapError((error) => new ArchiveNotWritable({ path, reason: reasonOf(error) })))
  yield* readFormat(path).pipe(Effect.catchTag("ArchiveMissing", () => create))
  return { path } satisfies Archive
})

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

/** Every snapshot of an instance, or of all, by instance and id: for one instance that is the order of asking. */
export const listSnapshots = Effect.fnUntraced(function* (archive: Archive, instanceId?: string) {
  const paths = yield* Path.Path
  const root = paths.join(archive.path, "snapshots")
  const refs: Array<SnapshotRef> = []
  for (const instance of instanceId === undefined ? yield* namesIn(root) : [instanceId])
    for (const year of yield* namesIn(paths.join(root, instance)))
      for (const month of yield* namesIn(paths.join(root, instance, year)))
        for (const name of yield* namesIn(paths.join(root, instance, year, month))) {
          const id = name.endsWith(".zst") ? name.slice(0, -4) : ""
          if (partsOfId(id) !== undefined)
            refs.push({
              instanceId: instance,
              snapshotId: id,
              path: paths.join(root, instance, year, month, name)
            })
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
