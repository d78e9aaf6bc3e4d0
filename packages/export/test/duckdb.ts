// DuckDB for tests: a database in memory, or one opened read-only, for the time of a scope.
import { DuckDBInstance, type DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"

/** A connection to a database of its own. */
export const connect = (path = ":memory:", settings: Record<string, string> = {}) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const instance = await DuckDBInstance.create(path, settings)
      const connection = await instance.connect()
      // The tests read dates as they are written here, whatever the system's language.
      await connection.run("set calendar = 'gregorian'")
      return { instance, connection }
    }),
    ({ connection, instance }) =>
      Effect.sync(() => {
        connection.closeSync()
        instance.closeSync()
      })
  ).pipe(Effect.map(({ connection }) => connection))

type Connection = Effect.Success<ReturnType<typeof connect>>

/** Runs statements. */
export const execute = (connection: Connection, ...statements: ReadonlyArray<string>) =>
  Effect.promise(async () => {
    for (const sql of statements) await connection.run(sql)
  })

/** The rows of a query as JavaScript values. */
export const rowsOf = (connection: Connection, sql: string) =>
  Effect.promise(async () => (await connection.runAndReadAll(sql)).getRowObjectsJS())

/** A table `texts(position, value)` of given texts. */
export const tableOfTexts = (connection: Connection, texts: ReadonlyArray<string | null>) =>
  Effect.promise(async () => {
    await connection.run("create or replace table texts (position integer, value varchar)")
    const appender = await connection.createAppender("texts")
    texts.forEach((text, position) => {
      appender.appendInteger(position)
      if (text === null) appender.appendNull()
      else appender.appendVarchar(text)
      appender.endRow()
    })
    appender.closeSync()
  })

export type { DuckDBValue }
