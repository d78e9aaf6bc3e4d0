// Tables to files: everything of a run is written aside and flushed, only then put in place, the manifest last.
// Files that earlier runs wrote and this one does not stay, except those of a dataset that it writes anew.
// Whatever fails or is interrupted before the first file is in its place leaves the folder as it was.
// It does not lock the folder. Gotcha: DuckDB writes Parquet and CSV itself, directly into `directory`; with
// `enable_external_access = false` that folder must be among `allowed_directories`.
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { gregorian } from "./calendar.ts"
import { type ExportError, InvalidExport, OutputExists, OutputOfAnother } from "./errors.ts"
import { type FilePlan, writeAside } from "./file.ts"
import { divide, readFolder, runsThatStay, touched } from "./folder.ts"
import {
  type Cut,
  type Manifest,
  type ManifestFile,
  manifestName,
  partialManifestName,
  type Run,
  type Source
} from "./manifest.ts"
import {
  type CheckedSettings,
  checkSettings,
  checkWorkbookName,
  type DescribedTable,
  type ExportSettings
} from "./options.ts"
import { partitionsOf } from "./partition.ts"
import { type Finished, putAllInPlace, putFileInPlace } from "./place.ts"
import { type ExportFormat, exportFormats } from "./table.ts"
import { aside, makeFolder, notWritable, sweep } from "./write-aside.ts"

/** An export of tables into a folder. */
export interface ExportTablesOptions extends ExportSettings {
  /** Made when it is not there. Aside files live directly in it, too. */
  readonly directory: string
  readonly formats: ReadonlyArray<ExportFormat>
  /** Default `<program>.xlsx`. */
  readonly workbookName?: string
  /**
   * What is wrong with replacing or removing these files of an earlier run with this source, in words for the user; undefined if
   * nothing is. Asked of each such run, also with `force`, which does it nevertheless. Default: nothing is wrong.
   */
  readonly objection?: (earlier: Source | undefined, files: ReadonlyArray<string>) => string | undefined
  /** Told of every file of an earlier run that this one removed. */
  readonly onRemoved?: (file: string) => void
}

/** An export into one file: one table for Parquet and CSV, any number for XLSX. */
export interface ExportFileOptions extends ExportSettings {
  readonly path: string
  readonly format: ExportFormat
}

/** One written file, and what did not fit into it. */
export interface FileReport extends ManifestFile {
  readonly cuts: ReadonlyArray<Cut>
}

const planTable = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  format: ExportFormat,
  described: DescribedTable
) {
  const { name, partition = [] } = described.table
  if (format !== "parquet" || partition.length === 0)
    return [{ name: `${name}.${format}`, format, tables: [described] } satisfies FilePlan]
  const files = yield* partitionsOf(connection, described, partition)
  return files.map(({ path, table }): FilePlan => ({ name: path, format, tables: [table] }))
})

const planFiles = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  formats: ReadonlyArray<ExportFormat>,
  tables: ReadonlyArray<DescribedTable>,
  workbookName: string
) {
  const plans: Array<FilePlan> = []
  for (const format of exportFormats.filter((each) => formats.includes(each))) {
    if (format === "xlsx") plans.push({ name: workbookName, format, tables })
    else for (const each of tables) plans.push(...(yield* planTable(connection, format, each)))
  }
  return plans
})

const refuseForeign = Effect.fnUntraced(function* (
  paths: ReadonlyArray<string>,
  isOurs: (path: string) => boolean,
  { force, isOwn }: CheckedSettings
) {
  if (force) return
  const fs = yield* FileSystem.FileSystem
  for (const path of paths) {
    const foreign = !isOurs(path) && (yield* fs.exists(path).pipe(notWritable(path)))
    if (foreign && !(yield* isOwn(path))) return yield* new OutputExists({ path })
  }
})

const manifestOf = (
  settings: CheckedSettings,
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

type Needed = FileSystem.FileSystem | Path.Path

/**
 * Exports tables into a folder, in one or several formats, and answers with what `manifest.json` then says.
 * The connection is used for nothing else meanwhile; its database may be read-only.
 * Files of earlier runs that this one does not write stay and are listed as `kept`; those of a dataset that is written anew go.
 * Fails with `InvalidExport`, `QueryFailed`, `OutputExists`, `OutputOfAnother` and `OutputNotWritable`.
 */
export const exportTables: (
  connection: DuckDBConnection,
  options: ExportTablesOptions
) => Effect.Effect<Manifest, ExportError, Needed> = Effect.fnUntraced(function* (connection, options) {
  const { basename, join } = yield* Path.Path
  const { directory, formats } = options
  const workbookName = options.workbookName ?? `${options.program.name}.xlsx`
  yield* checkWorkbookName(workbookName)
  yield* gregorian(connection)
  const settings = yield* checkSettings(connection, options, formats)
  const plans = yield* planFiles(connection, formats, settings.tables, workbookName)
  const names = plans.map(({ name }) => name)
  const at = (name: string) => join(directory, name)
  const folder = yield* readFolder(directory)
  const isOurs = new Set([...folder.ours].map(at))
  yield* refuseForeign([...names, manifestName].map(at), (path) => isOurs.has(path), settings)
  const { kept, stale } = yield* divide(folder, names)
  const [difference] = touched(folder, [...names, ...stale]).flatMap(
    ({ files, run }) => options.objection?.(run.source, files) ?? []
  )
  if (difference !== undefined && !settings.force)
    return yield* new OutputOfAnother({ path: directory, difference })
  yield* makeFolder(directory)
  const ownNames = [...folder.ours, ...names, manifestName, partialManifestName]
  yield* sweep(directory, new Set(ownNames.map((name) => basename(name))))
  const finished: Array<Finished> = []
  for (const plan of plans) {
    const file = yield* aside(at(plan.name), directory)
    finished.push({ ...(yield* writeAside(connection, plan, file, settings)), aside: file })
  }
  const manifest = manifestOf(settings, finished, yield* runsThatStay(folder, kept))
  yield* Effect.uninterruptible(putAllInPlace(folder, finished, manifest, stale))
  for (const name of stale) options.onRemoved?.(name)
  return manifest
}, Effect.scoped)

/**
 * Exports into one file and answers with what was written. A file that is there needs `force`, unless a manifest lists it or it
 * is the caller's own; the manifest then lists the new one. Fails with `InvalidExport`, `QueryFailed`, `OutputExists` and `OutputNotWritable`.
 */
export const exportFile: (
  connection: DuckDBConnection,
  options: ExportFileOptions
) => Effect.Effect<FileReport, ExportError, Needed> = Effect.fnUntraced(function* (connection, options) {
  const { basename, dirname } = yield* Path.Path
  const { format, path } = options
  if (format !== "xlsx" && options.tables.length > 1)
    return yield* new InvalidExport({ problem: `${format} holds one table, not ${options.tables.length}` })
  yield* gregorian(connection)
  const settings = yield* checkSettings(connection, options, [format])
  const directory = dirname(path)
  const name = basename(path)
  const folder = yield* readFolder(directory)
  yield* refuseForeign([path], () => folder.ours.has(name), settings)
  yield* makeFolder(directory)
  yield* sweep(directory, new Set([name, manifestName]))
  const file = yield* aside(path)
  const written = yield* writeAside(connection, { name, format, tables: settings.tables }, file, settings)
  const run: Run = {
    created_at: settings.createdAt.toISOString(),
    time_zone: settings.timeZone,
    ...(settings.source === undefined ? {} : { source: settings.source }),
    files: [written.file]
  }
  yield* Effect.uninterruptible(putFileInPlace(folder, name, run, file))
  return { ...written.file, cuts: written.cuts }
}, Effect.scoped)
