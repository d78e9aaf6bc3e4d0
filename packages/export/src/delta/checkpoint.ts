// Checkpoints: the state of a table as one Parquet file, so that readers need not replay every commit.
//
// Removed files are included until they may be deleted. The log is complete without checkpoints, so failures to write
// one are ignored.
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import * as Path from "effect/Path"
import { run } from "../query.ts"
import { literal } from "../sql-text.ts"
import { putInPlace, tempFile, writeText } from "../temp-file.ts"
import { actionsIn, commitText } from "./actions.ts"
import { DatasetUnusable } from "./errors.ts"
import { type DeltaLog, type LoggedFile, logFolder, nameOfCheckpoint } from "./state.ts"

/** Every commit with a multiple of this number gets a checkpoint. */
export const CHECKPOINT_EVERY = 10

const MAP = "map(varchar, varchar)"

const columns = {
  protocol: "struct(minReaderVersion integer, minWriterVersion integer)",
  metaData: `struct(id varchar, name varchar, description varchar, format struct(provider varchar, options ${MAP}), schemaString varchar, partitionColumns varchar[], createdTime bigint, configuration ${MAP})`,
  add: `struct(path varchar, partitionValues ${MAP}, size bigint, modificationTime bigint, dataChange boolean, tags ${MAP}, stats varchar)`,
  remove: `struct(path varchar, deletionTimestamp bigint, dataChange boolean, extendedFileMetadata boolean, partitionValues ${MAP}, size bigint, tags ${MAP})`
}

const names = Object.keys(columns)

/** Reads the actions of a checkpoint. Fails with `DatasetUnusable`. */
export const readCheckpoint = Effect.fnUntraced(function* (connection: DuckDBConnection, path: string) {
  const damaged = (cause: unknown) => new DatasetUnusable({ path, reason: { code: "log_damaged" }, cause })
  const found = yield* run(connection, path, `describe select * from read_parquet(${literal(path)})`).pipe(
    Effect.mapError(damaged)
  )
  const known = (yield* Effect.promise(() => found.getRows())).map(([name]) => String(name))
  const shown = names.filter((name) => known.includes(name)).map((name) => `${name}: "${name}"`)
  const read = yield* run(
    connection,
    path,
    `select to_json({${shown.join(", ")}})::varchar from read_parquet(${literal(path)})`
  ).pipe(Effect.mapError(damaged))
  const rows = yield* Effect.promise(() => read.getRows())
  return yield* Effect.try({ try: () => rows.flatMap(([text]) => actionsIn(String(text))), catch: damaged })
})

const removalOf = ({ add, addedIn, removedAt, removedIn }: LoggedFile) => ({
  remove: {
    path: add.path,
    deletionTimestamp: removedAt,
    dataChange: false,
    extendedFileMetadata: true,
    partitionValues: add.partitionValues,
    size: add.size,
    tags: { ...add.tags, commit: String(addedIn), removed: String(removedIn) }
  }
})

const stateOf = ({ files, metaData, protocol }: DeltaLog, keptSince: number): ReadonlyArray<unknown> => [
  { protocol },
  { metaData },
  ...[...files.values()].flatMap((file): ReadonlyArray<unknown> => {
    if (file.removedIn !== undefined) return file.removedAt < keptSince ? [] : [removalOf(file)]
    return [{ add: { ...file.add, tags: { ...file.add.tags, commit: String(file.addedIn) } } }]
  })
]

const written = Effect.fnUntraced(function* (connection: DuckDBConnection, log: DeltaLog, keptSince: number) {
  const { join } = yield* Path.Path
  const folder = join(log.directory, logFolder)
  const state = stateOf(log, keptSince)
  const lines = yield* tempFile(join(folder, "state.ndjson"))
  yield* writeText(lines, commitText(state))
  const file = yield* tempFile(join(folder, nameOfCheckpoint(log.version)))
  const types = Object.entries(columns).map(([name, type]) => `${name}: ${literal(type)}`)
  yield* run(
    connection,
    "checkpoint",
    `copy (
       select * from read_json(${literal(lines.path)}, format = 'newline_delimited', columns = {${types.join(", ")}}, maximum_object_size = ${1 << 28})
     ) to ${literal(file.path)} (format parquet, compression zstd, use_tmp_file false)`
  )
  yield* putInPlace(file)
  const last = yield* tempFile(join(folder, "_last_checkpoint"))
  yield* writeText(last, JSON.stringify({ version: log.version, size: state.length }))
  yield* putInPlace(last)
}, Effect.scoped)

/** Writes a checkpoint of a log, without files removed before `keptSince`; returns whether it succeeded. */
export const writeCheckpoint = (connection: DuckDBConnection, log: DeltaLog, keptSince: number) =>
  written(connection, log, keptSince).pipe(
    Effect.as(true),
    Effect.catch(() => Effect.succeed(false))
  )
