// The state of an export folder after earlier runs: which files are ours, their runs, and their metadata.
// After an interrupted run a file is the old or the new one: its bytes decide.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import {
  type Manifest,
  type ManifestFile,
  manifestName,
  type PartialManifest,
  partialManifestName,
  type Run,
  readManifest,
  readPartial,
  runsOf
} from "./manifest.ts"
import { isPartitionFile } from "./partition.ts"
import { digest } from "./temp-file.ts"

export interface ExportFolder {
  readonly directory: string
  readonly manifest: Option.Option<Manifest>
  /** Names of all files that earlier runs wrote, finished or not. */
  readonly ours: ReadonlySet<string>
  readonly runs: ReadonlyArray<Run>
  /** New files that could not replace a file in use, stored beside it. */
  readonly waiting: ReadonlyArray<string>
}

const namesIn = (runs: ReadonlyArray<Run>) => runs.flatMap(({ files }) => files.map(({ file }) => file))

/** Reads the state of a folder; a missing folder is empty. */
export const readFolder = Effect.fnUntraced(function* (directory: string) {
  const manifest = yield* readManifest(directory)
  const partial = Option.getOrElse(yield* readPartial(directory), (): PartialManifest => ({ files: [] }))
  const listed = Option.match(manifest, { onNone: (): ReadonlyArray<Run> => [], onSome: runsOf })
  const own = Option.isSome(manifest) ? [manifestName] : []
  return {
    directory,
    manifest,
    ours: new Set([...own, ...namesIn(listed), ...partial.files]),
    runs: [...listed, ...(partial.runs ?? [])],
    waiting: partial.waiting ?? []
  } satisfies ExportFolder
})

const isBelow = (name: string) => !/[\\/]/.test(name) || isPartitionFile(name)

const datasetOf = (name: string) => name.slice(0, name.indexOf("/"))

const stands = Effect.fnUntraced(function* ({ directory }: ExportFolder, name: string) {
  const fs = yield* FileSystem.FileSystem
  const { join } = yield* Path.Path
  return yield* Effect.orElseSucceed(fs.exists(join(directory, name)), () => true)
})

/**
 * Divides the existing files of earlier runs that a run does not write. Removed are those of datasets that it writes, since their
 * rows would be read beside the new ones, and new files stored beside a file in use; all others are kept.
 */
export const divide = Effect.fnUntraced(function* (folder: ExportFolder, names: ReadonlyArray<string>) {
  const written = new Set([...names, manifestName, partialManifestName])
  const named = [...folder.ours].filter((name) => !written.has(name) && isBelow(name))
  const others = yield* Effect.filter(named, (name) => stands(folder, name))
  const datasets = new Set(names.filter(isPartitionFile).map(datasetOf))
  const isStale = (name: string) =>
    folder.waiting.includes(name) || (isPartitionFile(name) && datasets.has(datasetOf(name)))
  return { stale: others.filter(isStale), kept: others.filter((name) => !isStale(name)) }
})

/** The earlier runs with files that would be replaced or removed, each with the names of these. */
export const touched = (
  { runs }: ExportFolder,
  names: ReadonlyArray<string>
): ReadonlyArray<{ readonly run: Run; readonly files: ReadonlyArray<string> }> => {
  const gone = new Set(names)
  return runs
    .map((run) => ({ run, files: namesIn([run]).filter((name) => gone.has(name)) }))
    .filter(({ files }) => files.length > 0)
}

interface Known {
  readonly run: Run
  readonly file: ManifestFile
}

const sameBytes = (a: ManifestFile, b: ManifestFile) => a.bytes === b.bytes && a.sha256 === b.sha256

/** The manifest entry of an existing file; empty if it is neither the old nor the new file. */
const knownOf = Effect.fnUntraced(function* ({ directory, runs }: ExportFolder, name: string) {
  const path = (yield* Path.Path).join(directory, name)
  const all = runs.flatMap((run) =>
    run.files.filter(({ file }) => file === name).map((file): Known => ({ run, file }))
  )
  const [first, ...others] = all
  if (first === undefined) return []
  if (others.every(({ file }) => sameBytes(first.file, file))) return [first]
  const found = yield* Effect.option(digest({ path, target: path }))
  if (Option.isNone(found)) return []
  const { bytes, sha256 } = found.value
  return all.filter(({ file }) => file.bytes === bytes && file.sha256 === sha256).slice(0, 1)
})

/** The runs of the kept files, each with only these files. */
export const runsThatStay = Effect.fnUntraced(function* (folder: ExportFolder, kept: ReadonlyArray<string>) {
  const known = (yield* Effect.forEach(kept.toSorted(), (name) => knownOf(folder, name))).flat()
  const byRun = Map.groupBy(known, ({ run }) => run)
  return folder.runs.flatMap((run): ReadonlyArray<Run> => {
    const files = byRun.get(run)?.map(({ file }) => file)
    return files === undefined ? [] : [{ ...run, files }]
  })
})
