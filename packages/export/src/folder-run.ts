// One run into a folder: checks existing files first, writes all files under temporary names, then moves them into place.
// Files of earlier runs that this one does not write are kept, except those of a rewritten dataset, and stale ones.
// A failure or interruption before the first file is in place leaves the folder unchanged.
// Does not lock the folder.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { OutputExists, OutputOfAnother } from "./errors.ts"
import { divide, readFolder, runsThatStay, touched } from "./folder.ts"
import { type Manifest, manifestName, partialManifestName, type Run, type Source } from "./manifest.ts"
import type { CheckedSettings } from "./options.ts"
import { type Finished, putAllInPlace } from "./place.ts"
import { makeFolder, notWritable, sweep } from "./temp-file.ts"

/** The manifest fields of a run, and whether it may replace files of others. */
export type RunSettings = Pick<
  CheckedSettings,
  "createdAt" | "force" | "isOwn" | "metadata" | "program" | "source" | "timeZone"
>

/** How to treat files of earlier runs in a folder. */
export interface EarlierRuns {
  /**
   * Why these files of an earlier run with this source should not be replaced or removed, as a text for the user; undefined if
   * they may be. Called for each such run, also with `force`, which then replaces them anyway. Default: no objection.
   */
  readonly objection?: (earlier: Source | undefined, files: ReadonlyArray<string>) => string | undefined
  /** True to remove a file of an earlier run, because this run writes the same under another name. Default: false. */
  readonly isStale?: (earlier: Source | undefined, file: string) => boolean
  /** Called for every removed file of an earlier run. */
  readonly onRemoved?: (file: string) => void
}

/** Refuses to replace a file that is neither from an earlier run nor the caller's own, unless forced. */
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
 * Writes files into a folder and returns the content of `manifest.json`. `write` creates them as temporary files in the
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
