// DuckDB as effects: a connection that closes with its scope, and statements that fail in words.
//
// Extensions are never installed or loaded: json, parquet and icu are built in. Sessions are in UTC, with the calendar
// and the collation of no country. A query that is interrupted stops in DuckDB too. Gotcha: two processes must not share
// a temporary folder, or DuckDB crashes in both.

import { resolve } from "node:path"
import { literal } from "@chatledger/export"
import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { DatabaseFailed } from "./errors.ts"
import { failureReason, kindOfFailure } from "./failure.ts"

export interface Database {
  readonly path: string
  readonly memoryLimit: string
  readonly connection: DuckDBConnection
  /** Runs one statement or several. */
  readonly run: (sql: string) => Effect.Effect<void, DatabaseFailed>
  /** All rows of one query, as objects of DuckDB's values. */
  readonly rows: (
    sql: string,
    parameters?: Readonly<Record<string, DuckDBValue>>
  ) => Effect.Effect<ReadonlyArray<Readonly<Record<string, DuckDBValue>>>, DatabaseFailed>
}

export interface DatabaseOptions {
  readonly isReadOnly: boolean
  /** As DuckDB writes it: `1GB`. */
  readonly memoryLimit: string
  /** Of this instance alone; DuckDB makes it when it needs it, and removes it. */
  readonly temporaryFolder: string
  readonly settings?: Readonly<Record<string, string>>
}

/**
 * What answers depend on and a session would take from the system: its language (a Thai one has Buddhist years) and
 * its zone.
 */
export const sessionSql = (timeZone: string): string =>
  `set calendar = 'gregorian'; set default_collation = ''; set timezone = ${literal(timeZone)}`

const INTERRUPT_MILLIS = 20

/** A failure that no text of the user has brought about. */
export const databaseFailed = (error: unknown): DatabaseFailed =>
  new DatabaseFailed({ reason: failureReason(error), kind: kindOfFailure(error), cause: error })

/** Interrupts again and again, since an interrupt that comes before the statement has begun is lost. */
const stop = async (connection: DuckDBConnection, running: Promise<unknown>) => {
  const timer = setInterval(() => connection.interrupt(), INTERRUPT_MILLIS)
  connection.interrupt()
  await running.catch(() => undefined)
  clearInterval(timer)
}

/**
 * Runs something on a connection. Interrupted, it stops the statement and waits until DuckDB has let go of it:
 * to close a connection under a running statement is a deadlock.
 */
export const onConnection = <A>(
  connection: DuckDBConnection,
  use: (connection: DuckDBConnection) => Promise<A>
): Effect.Effect<A, unknown> =>
  Effect.callback<A, unknown>((resume) => {
    const running = use(connection)
    running.then(
      (value) => resume(Effect.succeed(value)),
      (error) => resume(Effect.fail(error))
    )
    return Effect.promise(() => stop(connection, running))
  })

/** DuckDB takes `a:b` for a file of its extension `a`, and `~` for the home; from the root on, a path is only a path. */
const fromRoot = (path: string): string => (path === ":memory:" || path === "" ? path : resolve(path))

/** Opens a database file, or `:memory:`, until the scope closes. */
export const openDatabase = Effect.fnUntraced(function* (path: string, options: DatabaseOptions) {
  const settings = {
    access_mode: options.isReadOnly ? "READ_ONLY" : "AUTOMATIC",
    memory_limit: options.memoryLimit,
    temp_directory: fromRoot(options.temporaryFolder),
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
    ...options.settings
  }
  const instance = yield* Effect.acquireRelease(
    Effect.tryPromise({
      try: async () => {
        const { DuckDBInstance } = await import("@duckdb/node-api")
        return DuckDBInstance.create(fromRoot(path), settings)
      },
      catch: databaseFailed
    }),
    (opened) => Effect.sync(() => opened.closeSync())
  )
  const connection = yield* Effect.acquireRelease(
    Effect.tryPromise({ try: () => instance.connect(), catch: databaseFailed }),
    (opened) => Effect.sync(() => opened.disconnectSync())
  )
  const run: Database["run"] = (sql) =>
    onConnection(connection, (use) => use.run(sql)).pipe(Effect.mapError(databaseFailed), Effect.asVoid)
  const rows: Database["rows"] = (sql, parameters) =>
    onConnection(connection, (use) => use.runAndReadAll(sql, parameters)).pipe(
      Effect.map((reader) => reader.getRowObjects()),
      Effect.mapError(databaseFailed)
    )
  yield* run(sessionSql("UTC"))
  return { path, memoryLimit: options.memoryLimit, connection, run, rows } satisfies Database
})
