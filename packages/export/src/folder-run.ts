// One run into a folder: what is there is read and judged first, files are written under temporary names, then all take their places.
// Files that earlier runs wrote and this one does not stay, except those of a dataset that it writes anew, and what is stale.
// Whatever fails or is interrupted before the first file is in its place leaves the folder as it was.
// It does not lock the folder.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { OutputExists, OutputOfAnother } from "./errors.ts"
import { divide, readFolder, runsThatStay, touched } from "./folder.ts"
import { type Manifest, manifestName, partialManifestName, type Run, type Source } from "./manifest.ts"
import type { CheckedSettings } from "./options.ts"
import { type Finished, putAllInPlace } from "./place.ts"
import { makeFolder, notWritable, sweep } from "./temp-file.ts"

/** What a run says of itself, and whether it may replace what it did not write. */
export type RunSettings = Pick<
  CheckedSettings,
  "createdAt" | "force" | "isOwn" | "metadata" | "program" | "source" | "timeZone"
>

/** What a caller thinks of the files of earlier runs in a folder. */
export interface EarlierRuns {
  /**
   * What is wrong with replacing or removing these files of an earlier run with this source, in words for the user; undefined if
   * nothing is. Asked of each such run, also with `force`, which does it nevertheless. Default: nothing is wrong.
   */
  readonly objection?: (earlier: Source | undefined, files: ReadonlyArray<string>) => string | undefined
  /** Whether a file of an earlier run, with that run's source, goes, as this run writes the same under another name. Default: none. */
  readonly isStale?: (earlier: Source | undefined, file: string) => boolean
  /** Told of every file of an earlier run that this one removed. */
  readonly onRemoved?: (file: string) => void
}

/** Refuses to replace a file that is neither of an earlier run nor the caller's own, unless forced to. */
export const refuseForeign = Effect.fnUntraced(function* (
  paths: ReadonlyArray<string>,
  isOurs: (path: string) => boolean,
  { force, isOwn }: Pick<RunSettings, "force" | "isOwn">
) {
  if (force) return
  const fs = yield* FileSystem.FileSystem
  for (const path of paths) {
    const foreign = !isOurs(path) && (yield* fs.exists(path).pipe(notWritable(path)))
    if (foreign && !(yield* isOwn(path))) return yield* new OutputExists({ path })
  }
})

const manifestOf = (
  settings: RunSettings,
  finished: ReadonlyArray<Finished>,
  kept: ReadonlyArray<Run>
): Manifest => ({
  format: "chatledger-export",
  version: 1,
  program: { name: settings.program.name, version: settings.program.version },
  created_at: settings.createdAt.toISOString(),
  time_zone: settings.timeZone,
  metadata: { ...settings.metadata },
  ...(settings.source === undefined ? {} : { source: settings.source }),
  files: finished.map(({ file }) => file),
  ...(kept.length === 0 ? {} : { kept }),
  cuts: finished.flatMap(({ cuts }) => cuts)
})

/**
 * Writes files of these names into a folder and answers with what `manifest.json` then says. `write` makes temporary files of them, in the
 * scope of the run. Fails with `OutputExists`, `OutputOfAnother` and `OutputNotWritable`, and as `write` does.
 */
export const runIntoFolder = Effect.fnUntraced(function* <E, R>(
  directory: string,
  names: ReadonlyArray<string>,
  settings: RunSettings,
  earlier: EarlierRuns,
  write: Effect.Effect<ReadonlyArray<Finished>, E, R>
) {
  const { basename, join } = yield* Path.Path
  const at = (name: string) => join(directory, name)
  const folder = yield* readFolder(directory)
  const isOurs = new Set([...folder.ours].map(at))
  yield* refuseForeign([...names, manifestName].map(at), (path) => isOurs.has(path), settings)
  const divided = yield* divide(folder, names)
  const sourceOf = (name: string) =>
    folder.runs.findLast(({ files }) => files.some(({ file }) => file === name))?.source
  const isStale = (name: string) => earlier.isStale?.(sourceOf(name), name) === true
  const stale = [...divided.stale, ...divided.kept.filter(isStale)]
  const kept = divided.kept.filter((name) => !isStale(name))
  const [difference] = touched(folder, [...names, ...stale]).flatMap(
    ({ files, run }) => earlier.objection?.(run.source, files) ?? []
  )
  if (difference !== undefined && !settings.force)
    return yield* new OutputOfAnother({ path: directory, difference })
  yield* makeFolder(directory)
  const ownNames = [...folder.ours, ...names, manifestName, partialManifestName]
  yield* sweep(directory, new Set(ownNames.map((name) => basename(name))))
  const finished = yield* write
  const manifest = manifestOf(settings, finished, yield* runsThatStay(folder, kept))
  yield* Effect.uninterruptible(putAllInPlace(folder, finished, manifest, stale))
  for (const name of stale) earlier.onRemoved?.(name)
  return manifest
}, Effect.scoped)
