// Exports tables to files: writes and flushes temporary files, then moves them into place, the manifest last (`folder-run.ts`).
// Gotcha: DuckDB writes every format but XLSX itself, directly into `directory`; with
// `enable_external_access = false` that folder must be in `allowed_directories`.
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { gregorian } from "./calendar.ts"
import { checkCall } from "./check-call.ts"
import { type ExportError, InvalidExport } from "./errors.ts"
import { type FilePlan, writeFile } from "./file.ts"
import { readFolder } from "./folder.ts"
import { type EarlierRuns, refuseForeign, runIntoFolder } from "./folder-run.ts"
import { type ExportFormat, exportFormats, formats as known } from "./formats.ts"
import { type Manifest, type ManifestFile, manifestName, type Run } from "./manifest.ts"
import {
  type CheckedSettings,
  checkSettings,
  checkWorkbookName,
  type DescribedTable,
  type ExportSettings
} from "./options.ts"
import { partitionsOf } from "./partition.ts"
import { type Finished, putFileInPlace } from "./place.ts"
import { makeFolder, sweep, tempFile } from "./temp-file.ts"
import type { Truncation } from "./truncation.ts"

/** Options of an export of tables into a folder. */
export interface ExportTablesOptions extends ExportSettings, EarlierRuns {
  /** Created if it does not exist. Also has the temporary files. */
  readonly directory: string
  readonly formats: ReadonlyArray<ExportFormat>
  /** Default `<program>.xlsx`. */
  readonly workbookName?: string
}

/** Options of an export into one file: one table, or any number in XLSX. */
export interface ExportFileOptions extends ExportSettings {
  readonly path: string
  readonly format: ExportFormat
}

/** One written file, and what did not fit into it. */
export interface FileReport extends ManifestFile {
  readonly cuts: ReadonlyArray<Truncation>
}

const planTable = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  format: ExportFormat,
  described: DescribedTable
) {
  const { name, partition = [] } = described.table
  if (known[format].isPartitioned !== true || partition.length === 0)
    return [{ name: `${name}.${format}`, format, tables: [described] } satisfies FilePlan]
  const files = yield* partitionsOf(connection, described, partition)
  return files.map(({ path, table }): FilePlan => ({ name: path, format, tables: [table] }))
})

const planFiles = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  formats: ReadonlyArray<ExportFormat>,
  { sheets, tables }: Pick<CheckedSettings, "sheets" | "tables">,
  workbookName: string
) {
  const plans: Array<FilePlan> = []
  for (const format of exportFormats.filter((each) => formats.includes(each))) {
    if (known[format].holdsAllTables) plans.push({ name: workbookName, format, tables: sheets })
    else for (const each of tables) plans.push(...(yield* planTable(connection, format, each)))
  }
  return plans
})

type Needed = FileSystem.FileSystem | Path.Path

/**
 * Exports tables into a folder, in one or several formats, and returns the content of `manifest.json`.
 * Do not use the connection meanwhile; its database may be read-only.
 * Files of earlier runs that this one does not write are kept and listed as `kept`; those of a rewritten dataset are removed.
 * Fails with `InvalidExport`, `QueryFailed`, `OutputExists`, `OutputOfAnother` and `OutputNotWritable`.
 */
export const exportTables: (
  connection: DuckDBConnection,
  options: ExportTablesOptions
) => Effect.Effect<Manifest, ExportError, Needed> = Effect.fnUntraced(function* (connection, options) {
  yield* checkCall("exportTables", connection, options, "directory")
  const { join } = yield* Path.Path
  const { directory, formats } = options
  const workbookName = options.workbookName ?? `${options.program.name}.xlsx`
  yield* checkWorkbookName(workbookName)
  yield* gregorian(connection)
  const settings = yield* checkSettings(connection, options, formats)
  const plans = yield* planFiles(connection, formats, settings, workbookName)
  const names = plans.map(({ name }) => name)
  const write = Effect.forEach(
    plans,
    Effect.fnUntraced(function* (plan) {
      const file = yield* tempFile(join(directory, plan.name), directory)
      return { ...(yield* writeFile(connection, plan, file, settings)), temporary: file } satisfies Finished
    })
  )
  return yield* runIntoFolder(directory, names, settings, options, write)
}, Effect.scoped)

/**
 * Exports into one file and returns what was written. Replacing an existing file needs `force`, unless a manifest lists it or
 * `isOwn` accepts it; the manifest then lists the new one. Fails with `InvalidExport`, `QueryFailed`, `OutputExists` and `OutputNotWritable`.
 *
 * @example
 * ```ts
 * import { exportFile } from "@chatledger/export"
 * import { DuckDBInstance } from "@duckdb/node-api"
 * import * as NodeServices from "@effect/platform-node/NodeServices"
 * import * as Effect from "effect/Effect"
 *
 * const connection = await (await DuckDBInstance.create()).connect()
 * const written = exportFile(connection, {
 *   path: "days.csv",
 *   format: "csv",
 *   tables: [{ name: "days", title: "Days", query: "select range::date as day from range(date '2026-03-01', date '2026-03-04', interval 1 day) order by day" }],
 *   createdAt: new Date(),
 *   program: { name: "example", version: "1.0.0" },
 *   force: true
 * })
 * console.log((await Effect.runPromise(Effect.provide(written, NodeServices.layer))).rows) // 3
 * ```
 */
export const exportFile: (
  connection: DuckDBConnection,
  options: ExportFileOptions
) => Effect.Effect<FileReport, ExportError, Needed> = Effect.fnUntraced(function* (connection, options) {
  yield* checkCall("exportFile", connection, options, "path")
  const { basename, dirname } = yield* Path.Path
  const { format, path } = options
  yield* gregorian(connection)
  const settings = yield* checkSettings(connection, options, [format])
  const tables = known[format].holdsAllTables ? settings.sheets : settings.tables
  if (known[format].holdsAllTables !== true && tables.length > 1)
    return yield* new InvalidExport({ reason: { code: "one_table_only", format, tables: tables.length } })
  const directory = dirname(path)
  const name = basename(path)
  const folder = yield* readFolder(directory)
  yield* refuseForeign([path], () => folder.ours.has(name), settings)
  yield* makeFolder(directory)
  yield* sweep(directory, new Set([name, manifestName]))
  const file = yield* tempFile(path)
  const written = yield* writeFile(connection, { name, format, tables }, file, settings)
  const run: Run = {
    created_at: settings.createdAt.toISOString(),
    time_zone: settings.timeZone,
    ...(settings.source === undefined ? {} : { source: settings.source }),
    files: [written.file]
  }
  yield* Effect.uninterruptible(putFileInPlace(folder, name, run, file))
  return { ...written.file, cuts: written.cuts }
}, Effect.scoped)
