// A dataset: a Delta table for each table, which any number of writers keep up to date side by side, each its own owners.
//
// Each table is one commit; the record comes last and says which commits belong together. A run that is cut off leaves
// the record as it was, so that its readers see the state before; the next run completes it.
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

export interface DatasetOptions {
  /** Made when it is not there. */
  readonly directory: string
  readonly tables: ReadonlyArray<DatasetTable>
  /** Whose rows the tables have; all rows of these in the dataset are replaced, and no others. */
  readonly owners: ReadonlySet<string>
  /** By what a later export knows that the rows of an owner come from the same source. */
  readonly marksOf: (owner: string) => ReadonlyArray<string>
  /** Whether marks that are in the dataset are of this source. */
  readonly isOurs: (owner: string, marks: ReadonlyArray<string>) => boolean
  /** Replace rows of the owners that come from another source. */
  readonly force: boolean
  readonly program: { readonly name: string; readonly version: string }
  /** Milliseconds for which removed files stay for those who read them. */
  readonly retention: number
  readonly onTable?: (table: string) => void
  /** Is told of files that the dataset names and that are not there: they are written again. */
  readonly onMissing?: (path: string) => void
}

/** What a run did. */
export interface DatasetReport {
  readonly files: number
  readonly bytes: number
  readonly rows: number
  /** Partitions that had not changed. */
  readonly kept: number
  /** Files that belong to the dataset no more. */
  readonly removed: number
  /** Files that were deleted. */
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

/** Refuses a folder with files that no log tells of: they are somebody else's. */
const checkFolder = Effect.fnUntraced(function* (directory: string) {
  const fs = yield* FileSystem.FileSystem
  const names = yield* Effect.orElseSucceed(fs.readDirectory(directory), (): ReadonlyArray<string> => [])
  if (names.length > 0 && !names.includes(logFolder))
    return yield* new DatasetUnusable({ path: directory, reason: { code: "not_a_dataset" } })
})

/**
 * Brings a dataset up to date. Fails with `DatasetUnusable`, `QueryFailed` and `OutputNotWritable`; tables that were
 * committed before stay so, and readers of the record do not see them.
 */
export const exportDataset = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  options: DatasetOptions
) {
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
  for (const table of tables) {
    options.onTable?.(table.name)
    written.push(yield* writeTable(connection, table, settings))
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
