// The result of a query by row: names, types, and values.
//
// The answer is held as a temporary table, which spills to disk if it is large, and is streamed from there: a query
// that fails does so before its first row. Rows come in chunks of DuckDB's size. `value.ts` converts values.
// Gotcha: a broken stream looks like one that ends, because the binding hides the error; so rows are counted.
import { localised } from "@chatledger/export/internal"
import type { DuckDBConnection, DuckDBType, DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { type DatabaseFailed, QueryRefused } from "../failures/errors.ts"
import { failureReason, kindOfFailure, pointedLine } from "../failures/failure.ts"
import { type Database, databaseFailed, onConnection } from "./database.ts"
import { bare } from "./sql-pieces.ts"

/** A column of an answer. */
export interface ResultColumn {
  readonly name: string
  /** The query's type, even if values are wall-clock times instead of instants. */
  readonly type: DuckDBType
}

/** The values of a row, in the order of the columns. */
export type ResultRow = ReadonlyArray<DuckDBValue>

/** The answer of a query, read in chunks of rows. */
export interface Result {
  readonly columns: ReadonlyArray<ResultColumn>
  /** The next rows; undefined after the last. */
  readonly next: Effect.Effect<ReadonlyArray<ResultRow> | undefined, DatabaseFailed>
  /** The number of rows that `next` has not returned yet. */
  readonly rest: Effect.Effect<number>
}

/** The failure of a query: caused by the query, or by the disk. */
export const queryFailed =
  (sql?: string) =>
  (error: unknown): QueryRefused | DatabaseFailed =>
    kindOfFailure(error) === "statement"
      ? new QueryRefused({ reason: failureReason(error), line: pointedLine(error, sql), cause: error })
      : databaseFailed(error)

const NAME = "temp.result_rows"

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
  const stream = await connection.stream(`select ${shown.join(", ")} from ${NAME} as result_rows(${names})`)
  return { columns, stream }
}

/**
 * Runs a query and returns its result. Fails with `QueryRefused` with DuckDB's message, `DatabaseFailed` if the file or the
 * disk is the cause. Releases an earlier answer of the same database. With `localTo`, a time zone, instants become
 * wall-clock
 * times (TIMESTAMP).
 */
export const query = Effect.fnUntraced(function* (
  database: Database,
  sql: string,
  parameters?: Readonly<Record<string, DuckDBValue>>,
  localTo?: string
) {
  const { connection } = database
  const held = yield* onConnection(connection, () =>
    connection.runAndReadAll(`create or replace temp table result_rows as from (${bare(sql)}\n)`, parameters)
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
