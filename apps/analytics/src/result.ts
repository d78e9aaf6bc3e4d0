// The result of a query, row by row: names, types, and values as they come.
//
// Rows stream in chunks of DuckDB's size, so a result of any length takes little memory. What a value means is
// `value.ts`; how it is shown is the caller's business.
import type { DuckDBResult, DuckDBType, DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { type Database, duckdbReason, onConnection } from "./database.ts"
import { QueryRefused } from "./errors.ts"
import { bare } from "./locked-sql.ts"

export interface ResultColumn {
  readonly name: string
  readonly type: DuckDBType
}

export interface Result {
  readonly columns: ReadonlyArray<ResultColumn>
  /** The next rows; undefined after the last ones. */
  readonly next: Effect.Effect<ReadonlyArray<ReadonlyArray<DuckDBValue>> | undefined, QueryRefused>
}

const refused = (error: unknown) => new QueryRefused({ reason: duckdbReason(error) })

/** Names made unique, as an object needs them: `n`, `n_2`, … */
const unique = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name}_${count}`
  })
}

/** Starts a query; fails with `QueryRefused` in DuckDB's words. */
export const query = Effect.fnUntraced(function* (
  database: Database,
  sql: string,
  parameters?: Readonly<Record<string, DuckDBValue>>
) {
  const result: DuckDBResult = yield* onConnection(database.connection, (connection) =>
    connection.stream(sql, parameters)
  ).pipe(Effect.mapError(refused))
  const types = result.columnTypes()
  const columns = unique(result.columnNames()).map((name, index) => ({
    name,
    type: types[index] as DuckDBType
  }))
  const next = onConnection(database.connection, () => result.fetchChunk()).pipe(
    Effect.map((chunk) => (chunk === null || chunk.rowCount === 0 ? undefined : chunk.getRows())),
    Effect.mapError(refused)
  )
  return { columns, next } satisfies Result
})

/** Runs a query into the temporary table `answer`, in place of an earlier one; its rows keep their order as `rowid`. */
export const keepAnswer = Effect.fnUntraced(function* (
  database: Database,
  sql: string,
  parameters: Readonly<Record<string, DuckDBValue>>
) {
  yield* onConnection(database.connection, (connection) =>
    connection.run(`create or replace temp table answer as (${bare(sql)}\n)`, parameters)
  ).pipe(Effect.mapError(refused))
})
