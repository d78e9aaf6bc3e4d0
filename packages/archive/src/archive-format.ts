// The format of an archive: the version in `archive.json`, and what packs need.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { ArchiveMissing, ArchiveUnreadable } from "./errors.ts"
import { isDirectoryId, isMediaId, isNotificationId, isPhoneId } from "./facts.ts"
import { writeFile } from "./files.ts"
import { type ArchiveReason, reasonOf } from "./reasons.ts"
import type { SnapshotRef } from "./snapshot-ref.ts"

/** What a new archive says in `archive.json`. */
export const FORMAT = { format: "chatledger-archive", version: 1 }

/** Archives with packs, which a program that only knows version 1 would not see. */
const PACKED_VERSION = 2

/** Versions of archives with these snapshots in packs, which older programs would report as damaged. */
const packedVersions: ReadonlyArray<readonly [version: number, isOf: (snapshotId: string) => boolean]> = [
  [3, isDirectoryId],
  [4, isMediaId],
  [5, isNotificationId],
  [6, isPhoneId]
]

const versions: ReadonlySet<unknown> = new Set([
  FORMAT.version,
  PACKED_VERSION,
  ...packedVersions.map(([version]) => version)
])

/** Reads `archive.json`; fails with `ArchiveMissing` or `ArchiveUnreadable`. */
export const readFormat = Effect.fnUntraced(function* (path: string) {
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

/** The version that packs with these snapshots need. */
const versionFor = (refs: ReadonlyArray<SnapshotRef>): number =>
  packedVersions.findLast(([, isOf]) => refs.some(({ snapshotId }) => isOf(snapshotId)))?.[0] ??
  PACKED_VERSION

/**
 * Raises the version in `archive.json` for packs with these snapshots; call it before the first pack gets its name.
 */
export const allowPacks = Effect.fnUntraced(function* (
  archive: { readonly path: string },
  refs: ReadonlyArray<SnapshotRef>
) {
  const paths = yield* Path.Path
  const format = yield* readFormat(archive.path)
  const version = versionFor(refs)
  if (Number(format.version) >= version) return
  const text = JSON.stringify({ ...format, version })
  yield* writeFile(paths.join(archive.path, "archive.json"), (put) =>
    put(new TextEncoder().encode(`${text}\n`))
  )
})
