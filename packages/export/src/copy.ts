// Formats written by DuckDB's COPY, one table per file.
import { resolve } from "node:path"
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import { notWritableReason, OutputNotWritable, QueryFailed } from "./errors.ts"
import { duckdbReason, settle } from "./query.ts"
import { literal } from "./sql-text.ts"
import { digest, flush, type TempFile } from "./temp-file.ts"
import type { TableToWrite, Writer, WriteSettings } from "./writer.ts"

const aboutDisk = (cause: unknown, { path }: TempFile) =>
  cause instanceof Error && /^(IO|Permission) Error/.test(cause.message) && cause.message.includes(path)

/** Why a COPY failed: `OutputNotWritable` if DuckDB speaks of the place that it writes to. */
export const copyFailure = (cause: unknown, table: string, file: TempFile) =>
  aboutDisk(cause, file)
    ? new OutputNotWritable({ path: file.target, reason: notWritableReason(cause), cause })
    : new QueryFailed({ table, reason: duckdbReason(cause), cause })

/** Writes the rows of a SELECT to a file with COPY options, and returns their number. */
export const copyTo = (
  connection: DuckDBConnection,
  table: string,
  select: string,
  file: TempFile,
  options: ReadonlyArray<string>
) => {
  const all = [...options, "use_tmp_file false"].join(", ")
  return settle(connection, () =>
    connection.run(`copy (${select}) to ${literal(resolve(file.path))} (${all})`)
  ).pipe(
    Effect.mapError((cause) => copyFailure(cause, table, file)),
    Effect.map((result) => result.rowsChanged)
  )
}

/** The writer of a format with one table per file; `write` returns the number of rows. */
export const oneTable = (
  write: (
    connection: DuckDBConnection,
    table: TableToWrite,
    file: TempFile,
    settings: WriteSettings
  ) => Effect.Effect<number, QueryFailed | OutputNotWritable, FileSystem.FileSystem>
): Writer =>
  Effect.fnUntraced(function* (connection, { file, onProgress, tables }, settings) {
    const [one] = tables
    if (one === undefined) return yield* Effect.die(new Error(`no table for ${file.target}`))
    const table = one.table.name
    onProgress({ table, rows: 0, state: "started" })
    const rows = yield* write(connection, one, file, settings)
    yield* flush(file)
    const size = yield* digest(file)
    onProgress({ table, rows, total: rows, state: "written" })
    return { ...size, tables: [{ table, rows }], cuts: [] }
  })
