// The result of a query, row by row: names, types, and values as they come.
//
// The answer is held as a temporary table, which spills to the disk when it is large, and streams from there: a query
// that fails does so before its first row. Rows come in chunks of DuckDB's size. What a value means is `value.ts`.
// Gotcha: a stream that breaks off looks like one that ends, since the binding hides the error; rows are counted.
import type { DuckDBType, DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { type Database, databaseFailed, onConnection } from "./database.ts"
import { type DatabaseFailed, QueryRefused } from "./errors.ts"
import { failureText, kindOfFailure } from "./failure.ts"
import { bare } from "./sql-text.ts"

export interface ResultColumn {
  readonly name: string
  readonly type: DuckDBType
}

export type ResultRow = ReadonlyArray<DuckDBValue>

export interface Result {
  readonly columns: ReadonlyArray<ResultColumn>
  /** The next rows; undefined after the last ones. */
  readonly next: Effect.Effect<ReadonlyArray<ResultRow> | undefined, DatabaseFailed>
  /** How many rows `next` has not given out. */
  readonly rest: Effect.Effect<number>
}

/** The failure of a query: the query's fault, in DuckDB's words, or the disk's. */
export const queryFailed =
  (sql?: string) =>
  (error: unknown): QueryRefused | DatabaseFailed =>
    kindOfFailure(error) === "statement"
      ? new QueryRefused({ reason: failureText(error, sql), cause: error })
      : databaseFailed(error)

const NAME = "asked"

/**
 * Asks a query and holds its answer; fails with `QueryRefused` in DuckDB's words, `DatabaseFailed` if the file or the
 * disk is at fault. An earlier answer of the same database is let go.
 */
export const query = Effect.fnUntraced(function* (
  database: Database,
  sql: string,
  parameters?: Readonly<Record<string, DuckDBValue>>
) {
  const { connection } = database
  const held = yield* onConnection(connection, () =>
    connection.runAndReadAll(`create or replace temp table ${NAME} as from (${bare(sql)}\n)`, parameters)
  ).pipe(Effect.mapError(queryFailed()))
  const total = Number(held.getRows()[0]?.[0])
  const stream = yield* onConnection(connection, () => connection.stream(`from temp.${NAME}`)).pipe(
    Effect.mapError(databaseFailed)
  )
  const columns = stream.columnNames().map((name, index) => ({ name, type: stream.columnType(index) }))
  let given = 0
  const next = onConnection(connection, () => stream.fetchChunk()).pipe(
    Effect.mapError(databaseFailed),
    Effect.flatMap((chunk) => {
      given += chunk?.rowCount ?? 0
      if (chunk !== null && chunk.rowCount > 0) return Effect.succeed(chunk.getRows())
      return given === total
        ? Effect.succeed(undefined)
        : Effect.fail(
            databaseFailed(new Error(`IO Error: the answer broke off after ${given} of ${total} rows`))
          )
    })
  )
  return { columns, next, rest: Effect.sync(() => total - given) } satisfies Result
})
