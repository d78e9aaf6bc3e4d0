// Reads a dataset by its record: for every table the files that belong together, never an intermediate state.
//
// Checks that every file exists with its size before reading. Ignores commits after the record, of an unfinished run.
// Writes nothing.
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { run } from "../query.ts"
import { literal } from "../sql-text.ts"
import { DatasetUnusable } from "./errors.ts"
import { placeOf } from "./files.ts"
import { readLog } from "./log.ts"
import { DataFiles } from "./object-store.ts"
import { recordedIn, recordName } from "./record.ts"
import { type LoggedFile, liveFiles, rowsOf } from "./state.ts"

/** A table of a dataset. */
export interface DatasetTableFiles {
  readonly name: string
  /** Absolute paths, in order. */
  readonly files: ReadonlyArray<string>
  /** Row count in the log by owner: the values of its first key. */
  readonly owners: ReadonlyMap<string, number>
  /** True if files have different columns. */
  readonly isMixed: boolean
}

/** The recorded rows of an owner in a table; times in DuckDB's format, UTC. */
export interface RecordedRows {
  readonly owner: string
  readonly table: string
  readonly rows: number
  readonly first: string | null
  readonly last: string | null
}

/** A dataset as its newest record describes it. */
export interface Dataset {
  readonly tables: ReadonlyArray<DatasetTableFiles>
  readonly record: ReadonlyArray<RecordedRows>
}

const AT_ONCE = 32
const INSTANCE = "instance"

const shapeOf = ({ add }: LoggedFile): string => (add.tags?.["print"] ?? "").split("-")[2] ?? ""

const checked = Effect.fnUntraced(function* (directory: string, { add }: LoggedFile) {
  const fs = yield* FileSystem.FileSystem
  const place = placeOf(directory, add.path)
  if (place === undefined)
    return yield* new DatasetUnusable({ path: directory, reason: { code: "log_damaged" } })
  const found = yield* Effect.orElseSucceed(fs.stat(place), () => undefined)
  return found !== undefined && Number(found.size) === add.size
    ? place
    : yield* new DatasetUnusable({ path: directory, reason: { code: "file_missing", file: place } })
})

const filesOf = (directory: string, files: ReadonlyArray<LoggedFile>) =>
  Effect.map(
    Effect.forEach(files, (file) => checked(directory, file), { concurrency: AT_ONCE }),
    (places) => places.toSorted()
  )

const neededOf = (directory: string, files: ReadonlyArray<LoggedFile>) =>
  files.map(({ add }) => ({ path: placeOf(directory, add.path) ?? "", bytes: add.size }))

/** A list of files as a DuckDB literal. */
export const fileList = (files: ReadonlyArray<string>): string => `[${files.map(literal).join(", ")}]`

const recordIn = Effect.fnUntraced(function* (connection: DuckDBConnection, files: ReadonlyArray<string>) {
  if (files.length === 0) return []
  const found = yield* run(
    connection,
    recordName,
    `select instance_id, table_name, row_count, first_at::varchar, last_at::varchar
     from read_parquet(${fileList(files)}, hive_partitioning = false) order by all`
  )
  const rows = yield* Effect.promise(() => found.getRows())
  const text = (value: unknown) => (value === null || value === undefined ? null : String(value))
  return rows.map(
    ([owner, table, count, first, last]): RecordedRows => ({
      owner: String(owner),
      table: String(table),
      rows: Number(count),
      first: text(first),
      last: text(last)
    })
  )
})

/** Which rows of a dataset are read. */
export interface ReadOptions {
  /** True for an owner whose rows are read; default: all. A table whose first key is not `instance` is always whole. */
  readonly isRead?: (owner: string) => boolean
  /** Tables to read; default: all. */
  readonly tables?: ReadonlySet<string> | undefined
}

/** Reads the tables of a dataset. Fails with `DatasetUnusable` and `QueryFailed`. */
export const readDataset = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  directory: string,
  { isRead = () => true, tables: wanted }: ReadOptions = {}
) {
  const { join } = yield* Path.Path
  const sign = /[*?[\]{}]/.exec(directory)?.[0]
  if (sign !== undefined)
    return yield* new DatasetUnusable({ path: directory, reason: { code: "glob_in_path", signs: sign } })
  const recordLog = yield* readLog(connection, join(directory, recordName))
  if (recordLog.version < 0)
    return yield* new DatasetUnusable({ path: directory, reason: { code: "dataset_missing" } })
  const recorded = recordedIn(recordLog)
  const written = new Set([...recorded.values()].flatMap(({ versions }) => Object.keys(versions)))
  const names = [...written].filter((name) => wanted?.has(name) ?? true)
  const tables: Array<DatasetTableFiles> = []
  const whole = new Set<string>()
  const needed: Array<{ readonly path: string; readonly bytes: number }> = []
  for (const name of names) {
    const log = yield* readLog(connection, join(directory, name))
    const by = log.metaData?.partitionColumns[0] ?? ""
    if (by !== INSTANCE) whole.add(name)
    const ownerOf = ({ add }: LoggedFile) => add.partitionValues[by] ?? ""
    const own = [...log.files.values()].filter((file) => {
      if (by === INSTANCE && !isRead(ownerOf(file))) return false
      const asOf = recorded.get(ownerOf(file))?.versions[name] ?? -1
      return file.addedIn <= asOf && (file.removedIn === undefined || file.removedIn > asOf)
    })
    const files = yield* filesOf(log.directory, own)
    needed.push(...neededOf(log.directory, own))
    tables.push({
      name,
      files,
      owners: new Map(
        [...Map.groupBy(own, ownerOf)].map(([owner, theirs]) => [
          owner,
          theirs.reduce((sum, file) => sum + rowsOf(file), 0)
        ])
      ),
      isMixed: new Set(own.map(shapeOf)).size > 1
    })
  }
  const recordFiles = liveFiles(recordLog)
  const recordPaths = yield* filesOf(recordLog.directory, recordFiles)
  yield* (yield* DataFiles).needed([...needed, ...neededOf(recordLog.directory, recordFiles)])
  const all = yield* recordIn(connection, recordPaths)
  const record = all.filter(
    ({ owner, table }) => (wanted?.has(table) ?? true) && (whole.has(table) || isRead(owner))
  )
  return { tables, record } satisfies Dataset
})
