// The result of a query, row by row: names, types, and values as they come.
//
// Rows stream in chunks of DuckDB's size, so a result of any length takes little memory. What a value means is
// `value.ts`; how it is shown is the caller's business.
import type { DuckDBResult, DuckDBType, DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { type Database, databaseFailed, onConnection } from "./database.ts"
import { type DatabaseFailed, QueryRefused } from "./errors.ts"
import { failureText, kindOfFailure } from "./failure.ts"

export interface ResultColumn {
  readonly name: string
  readonly type: DuckDBType
}

export type ResultRow = ReadonlyArray<DuckDBValue>

export interface Result {
  readonly columns: ReadonlyArray<ResultColumn>
  /** The next rows; undefined after the last ones. */
  readonly next: Effect.Effect<ReadonlyArray<ResultRow> | undefined, QueryRefused | DatabaseFailed>
  /** Counts the rows that `next` has not given out, without reading their values. */
  readonly rest: Effect.Effect<number, QueryRefused | DatabaseFailed>
}

/** The failure of a query: the query's fault, in DuckDB's words, or the disk's. */
export const queryFailed =
  (sql?: string) =>
  (error: unknown): QueryRefused | DatabaseFailed =>
    kindOfFailure(error) === "statement"
      ? new QueryRefused({ reason: failureText(error, sql), cause: error })
      : databaseFailed(error)

/** Names made unique, as an object needs them: `n`, `n_2`, … */
const unique = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const taken = new Set(names)
  const seen = new Set<string>()
  return names.map((name) => {
    let own = name
    for (let count = 2; seen.has(own) || (own !== name && taken.has(own)); count += 1)
      own = `${name}_${count}`
    seen.add(own)
    return own
  })
}

/** Starts a query; fails with `QueryRefused` in DuckDB's words, `DatabaseFailed` if the file or the disk is at fault. */
export const query = Effect.fnUntraced(function* (
  database: Database,
  sql: string,
  parameters?: Readonly<Record<string, DuckDBValue>>
) {
  const failed = queryFailed(sql)
  const result: DuckDBResult = yield* onConnection(database.connection, (connection) =>
    connection.stream(sql, parameters)
  ).pipe(Effect.mapError(failed))
  const types = result.columnTypes()
  const columns = unique(result.columnNames()).map((name, index) => ({
    name,
    type: types[index] as DuckDBType
  }))
  const next = onConnection(database.connection, () => result.fetchChunk()).pipe(
    Effect.map((chunk) => (chunk === null || chunk.rowCount === 0 ? undefined : chunk.getRows())),
    Effect.mapError(failed)
  )
  const rest = onConnection(database.connection, async () => {
    let count = 0
    for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; ) {
      count += chunk.rowCount
      chunk = await result.fetchChunk()
    }
    return count
  }).pipe(Effect.mapError(failed))
  return { columns, next, rest } satisfies Result
})
