// Updates one table of a dataset: compares its partitions with the log, writes the changed ones, and replaces the old
// ones in one commit.
//
// Nothing is read back. Rows of other owners are not touched. If other owners took the commit's number, the next one is
// used; if the same owners committed, or the schema changed, everything is compared again.
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { describeQuery } from "../query.ts"
import type { QueryColumn } from "../table.ts"
import { makeFolder } from "../temp-file.ts"
import type { Action } from "./actions.ts"
import { type Change, type MarkOptions, printOf, textOf } from "./change.ts"
import { CHECKPOINT_EVERY, writeCheckpoint } from "./checkpoint.ts"
import { commitAs } from "./commit.ts"
import type { DatasetTable } from "./dataset-table.ts"
import { DatasetUnusable } from "./errors.ts"
import { type Field, fieldsIn, fieldsOf, grown } from "./fields.ts"
import { type DataFile, placeOf, writeFiles } from "./files.ts"
import { keyOf, type Partition, partitionsOf } from "./fingerprint.ts"
import { readCommit, readLog } from "./log.ts"
import { type DeltaLog, type LoggedFile, liveFiles, logFolder, rowsOf } from "./state.ts"
import { marksIn, markTag, unchangedIn } from "./unchanged.ts"

export interface TableOptions extends MarkOptions {
  readonly root: string
  readonly owners: ReadonlySet<string>
  /** Called for files in the log that are missing or incomplete; their partitions are written again. */
  readonly onMissing: (path: string) => void
  /** How long removed files are kept, in milliseconds. */
  readonly retention: number
  /** The partitions of the tables written before, by table. */
  readonly compared?: ReadonlyMap<string, ReadonlyArray<Partition>>
}

/** The result for a table. */
export interface TableWritten {
  readonly table: string
  readonly written: ReadonlyArray<DataFile>
  readonly kept: number
  readonly removed: number
  /** The number of the commit; undefined if nothing changed. */
  readonly commit: number | undefined
  readonly partitions: ReadonlyArray<Partition>
  /** The owners whose rows changed. */
  readonly touched: ReadonlySet<string>
  /** The log before the commit. */
  readonly log: DeltaLog
}

const ownerOf = ({ by }: DatasetTable, values: Readonly<Record<string, string | null>>) =>
  values[by[0] ?? ""] ?? ""

/** True if a file of the log is there with its size. */
export const isThere = Effect.fnUntraced(function* (
  directory: string,
  { add }: LoggedFile,
  onMissing: TableOptions["onMissing"]
) {
  const fs = yield* FileSystem.FileSystem
  const place = placeOf(directory, add.path)
  const found = place === undefined ? undefined : yield* Effect.orElseSucceed(fs.stat(place), () => undefined)
  if (found !== undefined && Number(found.size) === add.size) return true
  onMissing(place ?? add.path)
  return false
})

/** The partitions that differ from the log, and the files to remove from it. */
const compared = Effect.fnUntraced(function* (
  log: DeltaLog,
  table: DatasetTable,
  partitions: ReadonlyArray<Partition>,
  options: TableOptions
) {
  const own = liveFiles(log).filter(({ add }) => options.owners.has(ownerOf(table, add.partitionValues)))
  const before = Map.groupBy(own, ({ add }) => keyOf(table.by.map((column) => add.partitionValues[column])))
  const changed: Array<Partition> = []
  const gone: Array<LoggedFile> = []
  for (const partition of partitions) {
    const files = before.get(partition.key) ?? []
    before.delete(partition.key)
    const isSame =
      files.length > 0 &&
      files.every(({ add }) => add.tags?.["print"] === printOf(partition, options)) &&
      files.reduce((sum, file) => sum + rowsOf(file), 0) === partition.rows
    const stand =
      isSame &&
      (yield* Effect.forEach(files, (file) => isThere(log.directory, file, options.onMissing))).every(Boolean)
    if (stand) continue
    changed.push(partition)
    gone.push(...files)
  }
  gone.push(...[...before.values()].flat())
  return { changed, gone }
})

const schemaOf = Effect.fnUntraced(function* (
  { directory, metaData }: DeltaLog,
  { by }: DatasetTable,
  own: ReadonlyArray<Field>
) {
  if (metaData === undefined) {
    const keys = by.map((name): Field => ({ name, type: "string", nullable: true, metadata: {} }))
    return { fields: [...own, ...keys], isGrown: true }
  }
  const unusable = (reason: DatasetUnusable["reason"], cause?: unknown) =>
    new DatasetUnusable({ path: directory, reason, cause })
  if (keyOf(metaData.partitionColumns) !== keyOf(by))
    return yield* unusable({ code: "layout_other", columns: metaData.partitionColumns, own: by })
  const before = yield* Effect.try({
    try: () => fieldsIn(metaData.schemaString),
    catch: (cause) => unusable({ code: "log_damaged" }, cause)
  })
  const merged = grown(before, own, by)
  return "changed" in merged ? yield* unusable({ code: "column_type", column: merged.changed.name }) : merged
})

const touches = (actions: ReadonlyArray<Action>, table: DatasetTable, owners: ReadonlySet<string>) =>
  actions.some(
    ({ add, metaData, protocol, remove }) =>
      metaData ||
      protocol ||
      [add, remove].some((file) => file && owners.has(ownerOf(table, file.partitionValues ?? {})))
  )

/** Commits a change under the next free number; undefined if someone else has changed the same in the meantime. */
const committed = Effect.fnUntraced(function* (change: Change, table: DatasetTable, options: TableOptions) {
  const { directory, version } = change.log
  for (let next = version + 1; ; next++) {
    const now = yield* Clock.currentTimeMillis
    if (yield* commitAs(directory, next, textOf(change, table, options, next, now))) return next
    if (touches(yield* readCommit(directory, next), table, options.owners)) return undefined
  }
})

const checkpointed = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  directory: string,
  retention: number
) {
  const now = yield* Clock.currentTimeMillis
  yield* writeCheckpoint(connection, yield* readLog(connection, directory), now - retention)
})

/** The partitions of a table; those of unchanged owners are taken from the log. */
const currentPartitions = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  log: DeltaLog,
  table: DatasetTable,
  own: ReadonlyArray<QueryColumn>,
  marks: Effect.Success<ReturnType<typeof marksIn>>
) {
  if (marks === undefined) return yield* partitionsOf(connection, table, own)
  const same = unchangedIn(log, table.by, marks)
  const others = [...marks.keys()].filter((owner) => !same.has(owner))
  const found = others.length === 0 ? [] : yield* partitionsOf(connection, table, own, others)
  return [...[...same.values()].flat(), ...found]
})

/** Updates a table. Fails with `DatasetUnusable`, `QueryFailed` and `OutputNotWritable`; then nothing was committed. */
export const writeTable = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  table: DatasetTable,
  options: TableOptions
) {
  const { join } = yield* Path.Path
  const directory = join(options.root, table.name)
  const described = yield* describeQuery(connection, table)
  const own: ReadonlyArray<QueryColumn> = described.filter(({ name }) => !table.by.includes(name))
  const marks = yield* marksIn(connection, table, own, options.compared ?? new Map())
  let log = yield* readLog(connection, directory)
  const partitions = yield* currentPartitions(connection, log, table, own, marks)
  const marksOf = (owner: string): Readonly<Record<string, string>> => {
    const mark = marks?.get(owner)?.mark
    return mark === undefined ? {} : { [markTag]: mark }
  }
  for (; ; log = yield* readLog(connection, directory)) {
    const { fields, isGrown } = yield* schemaOf(log, table, fieldsOf(table, own))
    const { changed, gone } = yield* compared(log, table, partitions, options)
    const touched = new Set([
      ...changed.map(({ values }) => values[0] ?? ""),
      ...gone.map(({ add }) => ownerOf(table, add.partitionValues))
    ])
    const counts = { kept: partitions.length - changed.length, removed: gone.length }
    const done = { table: table.name, partitions, touched, log, ...counts }
    if (changed.length === 0 && gone.length === 0 && !isGrown)
      return { ...done, written: [], commit: undefined } satisfies TableWritten
    yield* makeFolder(join(directory, logFolder))
    const isAll = changed.length === partitions.length
    const files =
      changed.length === 0 ? [] : yield* writeFiles(connection, directory, table, own, changed, isAll)
    const change = { log, files, gone, changed, fields: isGrown ? fields : undefined, marksOf }
    const commit = yield* committed(change, table, options)
    if (commit === undefined) continue
    if (commit > 0 && commit % CHECKPOINT_EVERY === 0)
      yield* checkpointed(connection, directory, options.retention)
    return { ...done, written: files, commit } satisfies TableWritten
  }
})
