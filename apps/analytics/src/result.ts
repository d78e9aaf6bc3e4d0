// The result of a query, row by row: names, types, and values as they come.
//
// The answer is held as a temporary table, which spills to the disk when it is large, and streams from there: a query
// that fails does so before its first row. Rows come in chunks of DuckDB's size. What a value means is `value.ts`.
// Gotcha: a stream that breaks off looks like one that ends, since the binding hides the error; rows are counted.
import { localised } from "@chatledger/export"
import type { DuckDBConnection, DuckDBType, DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { type Database, databaseFailed, onConnection } from "./database.ts"
import { type DatabaseFailed, QueryRefused } from "./errors.ts"
import { failureReason, kindOfFailure, pointedLine } from "./failure.ts"
import { bare } from "./sql-pieces.ts"

export interface ResultColumn {
  readonly name: string
  /** As the query has it, also where wall time is instead of instants. */
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

/** The failure of a query: the query's fault, or the disk's. */
export const queryFailed =
  (sql?: string) =>
  (error: unknown): QueryRefused | DatabaseFailed =>
    kindOfFailure(error) === "statement"
      ? new QueryRefused({ reason: failureReason(error), line: pointedLine(error, sql), cause: error })
      : databaseFailed(error)

const NAME = "temp.asked"

const columnsOf = async (connection: DuckDBConnection): Promise<ReadonlyArray<ResultColumn>> => {
  const prepared = await connection.prepare(`from ${NAME}`)
  try {
    return Array.from({ length: prepared.columnCount }, (_, place) => ({
      name: prepared.columnName(place),
      type: prepared.columnType(place)
    }))
  } finally {
    prepared.destroySync()
  }
}

const streamOf = async (connection: DuckDBConnection, localTo: string | undefined) => {
  const columns = await columnsOf(connection)
  const shown = columns.map(({ type }, place) =>
    localTo === undefined ? `c${place}` : localised(type, `c${place}`, localTo)
  )
  const names = columns.map((_, place) => `c${place}`).join(", ")
  const stream = await connection.stream(`select ${shown.join(", ")} from ${NAME} as asked(${names})`)
  return { columns, stream }
}

/**
 * Asks a query and holds its answer; fails with `QueryRefused` in DuckDB's words, `DatabaseFailed` if the file or the
 * disk is at fault. An earlier answer of the same database is let go. With `localTo`, a zone, instants come as what its
 * clocks show (TIMESTAMP).
 */
export const query = Effect.fnUntraced(function* (
  database: Database,
  sql: string,
  parameters?: Readonly<Record<string, DuckDBValue>>,
  localTo?: string
) {
  const { connection } = database
  const held = yield* onConnection(connection, () =>
    connection.runAndReadAll(`create or replace temp table asked as from (${bare(sql)}\n)`, parameters)
  ).pipe(Effect.mapError(queryFailed()))
  const total = Number(held.getRows()[0]?.[0])
  const { columns, stream } = yield* onConnection(connection, (use) => streamOf(use, localTo)).pipe(
    Effect.mapError(databaseFailed)
  )
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
