// A dataset: one Delta table per table, which any number of writers update concurrently, each for its own owners.
//
// Each table is one commit; the record comes last and lists the commits that belong together. An interrupted run leaves
// the record unchanged, so its readers see the previous state; the next run completes it.
import { checkFiles } from "@chatledger/core/internal"
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { gregorian } from "../calendar.ts"
import { makeFolder } from "../temp-file.ts"
import type { DatasetTable } from "./dataset-table.ts"
import { DatasetUnusable } from "./errors.ts"
import { readLog } from "./log.ts"
import { recordedIn, recordName, recordTable, tagsOfRecord } from "./record.ts"
import { liveFiles, logFolder } from "./state.ts"
import { vacuum } from "./vacuum.ts"
import { type TableOptions, type TableWritten, writeTable } from "./write-table.ts"

/** Options of an update of a dataset. */
export interface DatasetOptions {
  /** Created if it does not exist. */
  readonly directory: string
  readonly tables: ReadonlyArray<DatasetTable>
  /** Owners of the tables' rows; the export replaces all rows of these owners, and no others. */
  readonly owners: ReadonlySet<string>
  /** Marks that let a later export recognise that an owner's rows come from the same source. */
  readonly marksOf: (owner: string) => ReadonlyArray<string>
  /** True if the marks in the dataset are from this source. */
  readonly isOurs: (owner: string, marks: ReadonlyArray<string>) => boolean
  /** Replaces rows of the owners even if they come from another source. */
  readonly force: boolean
  readonly program: { readonly name: string; readonly version: string }
  /** How long removed files are kept for readers, in milliseconds. */
  readonly retention: number
  readonly onTable?: (table: string) => void
  /** Called for files of the dataset that are missing; they are written again. */
  readonly onMissing?: (path: string) => void
}

/** The result of a run. */
export interface DatasetReport {
  readonly files: number
  readonly bytes: number
  readonly rows: number
  /** Number of unchanged partitions. */
  readonly kept: number
  /** Number of files removed from the dataset. */
  readonly removed: number
  /** Number of files deleted from the disk. */
  readonly deleted: number
}

const sumOf = (written: ReadonlyArray<TableWritten>, deleted: number): DatasetReport => {
  const files = written.flatMap((one) => one.written)
  const sum = (numbers: ReadonlyArray<number>) => numbers.reduce((total, number) => total + number, 0)
  return {
    files: files.length,
    bytes: sum(files.map(({ bytes }) => bytes)),
    rows: sum(files.map(({ rows }) => rows)),
    kept: sum(written.map(({ kept }) => kept)),
    removed: sum(written.map(({ removed }) => removed)),
    deleted
  }
}

const hasFilesToDelete = ({ commit, log }: TableWritten) =>
  commit !== undefined || log.files.size > liveFiles(log).length

/** Refuses a folder with files that are in no log: they belong to someone else. */
const checkFolder = Effect.fnUntraced(function* (directory: string) {
  const fs = yield* FileSystem.FileSystem
  const names = yield* Effect.orElseSucceed(fs.readDirectory(directory), (): ReadonlyArray<string> => [])
  if (names.length > 0 && !names.includes(logFolder))
    return yield* new DatasetUnusable({ path: directory, reason: { code: "not_a_dataset" } })
})

/**
 * Updates a dataset. Fails with `DatasetUnusable`, `QueryFailed` and `OutputNotWritable`; tables that were
 * committed before stay committed, but readers of the record do not see them.
 */
export const exportDataset = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  options: DatasetOptions
) {
  yield* checkFiles("exportDataset")
  const { join } = yield* Path.Path
  const { directory, owners, retention, tables } = options
  yield* gregorian(connection)
  yield* makeFolder(directory)
  const recordedAt = join(directory, recordName)
  const recorded = recordedIn(yield* readLog(connection, recordedAt))
  const foreign = [...owners].filter((owner) => {
    const marks = recorded.get(owner)?.marks ?? []
    return marks.length > 0 && !options.isOurs(owner, marks)
  })
  if (foreign.length > 0 && !options.force)
    return yield* new DatasetUnusable({
      path: directory,
      reason: { code: "owners_of_another", owners: foreign }
    })
  for (const { name } of tables) yield* checkFolder(join(directory, name))
  const settings: TableOptions = {
    root: directory,
    owners,
    program: options.program,
    retention,
    onMissing: options.onMissing ?? (() => {})
  }
  const keys = new Map(tables.map(({ by, name }) => [name, by[0] ?? ""]))
  const keyOf = (table: string) => keys.get(table) ?? ""
  const written: Array<TableWritten> = []
  const compared = new Map<string, TableWritten["partitions"]>()
  const [first, then] = [tables.filter((table) => !table.follows), tables.filter((table) => table.follows)]
  for (const table of [...first, ...then]) {
    options.onTable?.(table.name)
    const one = yield* writeTable(connection, table, { ...settings, compared })
    compared.set(table.name, one.partitions)
    written.push(one)
  }
  const tagsOf = tagsOfRecord(written, keyOf, recorded, options.marksOf)
  const record = yield* writeTable(connection, recordTable(owners, written), { ...settings, tagsOf })
  let deleted = 0
  for (const one of [...written, record])
    if (hasFilesToDelete(one)) {
      const by = one === record ? "instance" : keyOf(one.table)
      deleted += yield* vacuum(connection, join(directory, one.table), { by, owners, retention })
    }
  return sumOf([...written, record], deleted)
})
