// Tables made of what all writers of a dataset have written, such as the names that any of them knows.
//
// Every writer updates them after its record. The last table is tagged with the commits that it was made of: a writer
// that finds them unchanged writes nothing, and one whose update was overtaken repeats it. Files that are missing are
// written again, and old ones are deleted after the grace time.
import { createHash } from "node:crypto"
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import * as Path from "effect/Path"
import type { DatasetOptions } from "./dataset.ts"
import type { DatasetTable } from "./dataset-table.ts"
import { readLog } from "./log.ts"
import { recordedIn, recordName } from "./record.ts"
import { type DeltaLog, liveFiles } from "./state.ts"
import { vacuum } from "./vacuum.ts"
import { isThere, writeTable } from "./write-table.ts"

/** Options of an update of combined tables. */
export interface CombineOptions
  extends Pick<DatasetOptions, "directory" | "program" | "retention" | "onMissing"> {
  /** Names of the combined tables, in the order in which they are written. */
  readonly tables: ReadonlyArray<string>
  /** The tables that they are made of; the first has rows of every writer. */
  readonly sources: readonly [string, ...ReadonlyArray<string>]
}

/** Combined tables, and the connection that their queries are for. */
export interface Combination {
  readonly connection: DuckDBConnection
  readonly tables: ReadonlyArray<DatasetTable>
}

const MARK = "made_of"

/** The key of rows that belong to no single owner. */
export const everyone = "all"

const sourcesIn = (record: DeltaLog, [first, ...others]: CombineOptions["sources"]) => {
  const recorded = [...recordedIn(record)].toSorted(([one], [other]) => (one < other ? -1 : 1))
  const versions = recorded.map(([owner, each]) => [
    owner,
    ...[first, ...others].map((table) => each.versions[table] ?? -1)
  ])
  return {
    owners: recorded.map(([owner]) => owner),
    writers: recorded.filter(([, each]) => (each.versions[first] ?? -1) >= 0).length,
    mark: createHash("sha256").update(JSON.stringify(versions)).digest("hex").slice(0, 32)
  }
}

/** True if the tables were made of these commits, or are empty because there is one writer. */
const isMarked = (logs: ReadonlyArray<DeltaLog>, mark: string, writers: number): boolean => {
  const last = logs.at(-1)
  const marked = last === undefined ? [] : liveFiles(last)
  return (
    logs.every(({ version }) => version >= 0) &&
    (marked.length === 0 ? writers < 2 : marked.every(({ add }) => add.tags?.[MARK] === mark))
  )
}

const areThere = Effect.fnUntraced(function* (logs: ReadonlyArray<DeltaLog>) {
  const found = yield* Effect.forEach(logs, (log) =>
    Effect.forEach(liveFiles(log), (file) => isThere(log.directory, file, () => {}))
  )
  return found.flat().every(Boolean)
})

/**
 * Updates the combined tables of a dataset; returns the number of files written. `combination` is asked for their rows only if they
 * are not up to date, with the number of writers. Fails with `DatasetUnusable`, `QueryFailed`, `OutputNotWritable`, and
 * as `combination` does.
 */
export const combineDataset = Effect.fnUntraced(function* <E, R>(
  connection: DuckDBConnection,
  options: CombineOptions,
  combination: (writers: number) => Effect.Effect<Combination, E, R>
) {
  const { join } = yield* Path.Path
  const { directory, onMissing = () => {}, program, retention, sources } = options
  let files = 0
  for (let before = -1; ; ) {
    const record = yield* readLog(connection, join(directory, recordName))
    const { mark, owners, writers } = sourcesIn(record, sources)
    const logs = yield* Effect.forEach(options.tables, (name) => readLog(connection, join(directory, name)))
    const all = new Set([...owners, everyone])
    const isMade = isMarked(logs, mark, writers) && (yield* areThere(logs))
    if (isMade || record.version === before) {
      for (const log of logs)
        if (log.files.size > liveFiles(log).length)
          yield* vacuum(connection, log.directory, {
            by: log.metaData?.partitionColumns[0] ?? "",
            owners: all,
            retention
          })
      return files
    }
    before = record.version
    const { connection: own, tables } = yield* combination(writers)
    for (const [place, table] of tables.entries()) {
      const isLast = place === tables.length - 1
      const written = yield* writeTable(own, table, {
        ...{ root: directory, owners: all, program, retention, onMissing },
        ...(isLast ? { tagsOf: () => ({ [MARK]: mark }) } : {})
      })
      files += written.written.length
    }
  }
})
