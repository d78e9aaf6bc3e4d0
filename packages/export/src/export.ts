// Tables to files: everything of a run is written aside and flushed, only then put in place, the manifest last.
// A run describes itself only: files that an earlier run wrote and this one does not are removed.
// Whatever fails or is interrupted before the first file is in its place leaves the folder as it was.
// It does not lock the folder. Gotcha: DuckDB writes Parquet and CSV itself, directly into `directory`; with
// `enable_external_access = false` that folder must be among `allowed_directories`.
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { type ExportError, InvalidExport, OutputExists } from "./errors.ts"
import { type FilePlan, type WrittenFile, writeAside } from "./file.ts"
import {
  type Cut,
  type Manifest,
  type ManifestFile,
  manifestName,
  manifestText,
  ownFiles,
  partialManifestName,
  partialText,
  readManifest
} from "./manifest.ts"
import {
  type CheckedSettings,
  checkSettings,
  checkWorkbookName,
  type DescribedTable,
  type ExportSettings
} from "./options.ts"
import { isPartitionFile, partitionsOf } from "./partition.ts"
import { type ExportFormat, exportFormats } from "./table.ts"
import {
  type Aside,
  aside,
  flushFolder,
  makeFolder,
  notWritable,
  putInPlace,
  sweep,
  writeText
} from "./write-aside.ts"

/** An export of tables into a folder. */
export interface ExportTablesOptions extends ExportSettings {
  /** Made when it is not there. Aside files live directly in it, too. */
  readonly directory: string
  readonly formats: ReadonlyArray<ExportFormat>
  /** Default `<program>.xlsx`. */
  readonly workbookName?: string
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

interface Finished extends WrittenFile {
  readonly aside: Aside
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
  isOurs: (path: string) => boolean
) {
  const fs = yield* FileSystem.FileSystem
  for (const path of paths) {
    const foreign = !isOurs(path) && (yield* fs.exists(path).pipe(notWritable(path)))
    if (foreign) return yield* new OutputExists({ path })
  }
})

const replaceText = (target: string, text: string) =>
  Effect.scoped(
    Effect.gen(function* () {
      const file = yield* aside(target)
      yield* writeText(file, text)
      yield* putInPlace(file)
    })
  )

const putAllInPlace = Effect.fnUntraced(function* (
  directory: string,
  finished: ReadonlyArray<Finished>,
  manifest: Manifest,
  ours: ReadonlySet<string>
) {
  const fs = yield* FileSystem.FileSystem
  const { basename, dirname, join } = yield* Path.Path
  const at = (name: string) => join(directory, name)
  const remove = (name: string) => fs.remove(at(name), { force: true }).pipe(notWritable(at(name)))
  const names = finished.map(({ file }) => file.file)
  const known = new Set([...ours, ...names, manifestName])
  const remember = Effect.suspend(() => replaceText(at(partialManifestName), partialText([...known])))
  const before = yield* readManifest(directory)
  yield* remember
  // Each step has to be on the disk before the next one: a disk may keep names in any order.
  yield* flushFolder(directory)
  yield* remove(manifestName)
  yield* flushFolder(directory)
  let placed = 0
  for (const each of finished) {
    if (isPartitionFile(each.file.file)) yield* makeFolder(dirname(each.aside.target))
    yield* putInPlace(each.aside).pipe(
      Effect.tapError(({ keptAt }) => {
        if (keptAt !== undefined) known.add(basename(keptAt))
        const untouched = placed === 0 && before._tag === "Some"
        return untouched
          ? Effect.andThen(remember, replaceText(at(manifestName), manifestText(before.value)))
          : remember
      })
    )
    placed++
  }
  const written = new Set([...names, manifestName, partialManifestName])
  const mayRemove = (name: string) => basename(name) === name || isPartitionFile(name)
  for (const name of ours) if (!written.has(name) && mayRemove(name)) yield* remove(name)
  yield* flushFolder(directory)
  yield* replaceText(at(manifestName), manifestText(manifest))
  yield* flushFolder(directory)
  yield* remove(partialManifestName)
  const folders = new Set(finished.map(({ aside }) => dirname(aside.target)))
  for (const folder of folders.add(directory)) yield* flushFolder(folder)
})

const manifestOf = (settings: CheckedSettings, finished: ReadonlyArray<Finished>): Manifest => ({
  format: "chatledger-export",
  version: 1,
  program: { name: settings.program.name, version: settings.program.version },
  created_at: settings.createdAt.toISOString(),
  time_zone: settings.timeZone,
  metadata: { ...settings.metadata },
  ...(settings.source === undefined ? {} : { source: settings.source }),
  files: finished.map(({ file }) => file),
  cuts: finished.flatMap(({ cuts }) => cuts)
})

type Needed = FileSystem.FileSystem | Path.Path

/**
 * Exports tables into a folder, in one or several formats, and answers with what `manifest.json` then says.
 * The connection is used for nothing else meanwhile; its database may be read-only.
 * Fails with `InvalidExport`, `QueryFailed`, `OutputExists` and `OutputNotWritable`.
 */
export const exportTables: (
  connection: DuckDBConnection,
  options: ExportTablesOptions
) => Effect.Effect<Manifest, ExportError, Needed> = Effect.fnUntraced(function* (connection, options) {
  const { join } = yield* Path.Path
  const { directory, formats } = options
  const workbookName = options.workbookName ?? `${options.program.name}.xlsx`
  yield* checkWorkbookName(workbookName)
  const settings = yield* checkSettings(connection, options, formats)
  const plans = yield* planFiles(connection, formats, settings.tables, workbookName)
  const at = (name: string) => join(directory, name)
  const ours = yield* ownFiles(directory)
  const targets = [...plans.map(({ name }) => at(name)), at(manifestName)]
  const isOurs = new Set([...ours].map(at))
  if (!settings.force) yield* refuseForeign(targets, (path) => isOurs.has(path))
  yield* makeFolder(directory)
  yield* sweep(
    directory,
    new Set([...ours, ...plans.map(({ name }) => name), manifestName, partialManifestName])
  )
  const finished: Array<Finished> = []
  for (const plan of plans) {
    const file = yield* aside(at(plan.name), directory)
    finished.push({ ...(yield* writeAside(connection, plan, file, settings)), aside: file })
  }
  const manifest = manifestOf(settings, finished)
  yield* Effect.uninterruptible(putAllInPlace(directory, finished, manifest, ours))
  return manifest
}, Effect.scoped)

const withoutFile = (manifest: Manifest, name: string): Manifest => ({
  ...manifest,
  files: manifest.files.filter(({ file }) => file !== name),
  cuts: manifest.cuts.filter(({ file }) => file !== name)
})

/**
 * Exports into one file and answers with what was written. An existing file needs `force`; if a manifest lists it,
 * its entry goes. Fails with `InvalidExport`, `QueryFailed`, `OutputExists` and `OutputNotWritable`.
 */
export const exportFile: (
  connection: DuckDBConnection,
  options: ExportFileOptions
) => Effect.Effect<FileReport, ExportError, Needed> = Effect.fnUntraced(function* (connection, options) {
  const { basename, dirname, join } = yield* Path.Path
  const { format, path } = options
  if (format !== "xlsx" && options.tables.length > 1)
    return yield* new InvalidExport({ problem: `${format} holds one table, not ${options.tables.length}` })
  const settings = yield* checkSettings(connection, options, [format])
  if (!settings.force) yield* refuseForeign([path], () => false)
  const directory = dirname(path)
  const name = basename(path)
  yield* makeFolder(directory)
  yield* sweep(directory, new Set([name, manifestName]))
  const file = yield* aside(path)
  const written = yield* writeAside(connection, { name, format, tables: settings.tables }, file, settings)
  const manifest = yield* readManifest(directory)
  yield* Effect.uninterruptible(
    Effect.gen(function* () {
      if (manifest._tag === "Some" && manifest.value.files.some((listed) => listed.file === name))
        yield* replaceText(join(directory, manifestName), manifestText(withoutFile(manifest.value, name)))
      yield* putInPlace(file)
      yield* flushFolder(directory)
    })
  )
  return { ...written.file, cuts: written.cuts }
}, Effect.scoped)
