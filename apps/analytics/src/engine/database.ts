// DuckDB as effects: a connection that closes with its scope, and statements that fail with reasons.
//
// Extensions are never installed or loaded: json, parquet and icu are built in. Sessions use UTC, and a calendar
// and collation that do not depend on the country. Interrupting a query also stops it in DuckDB. Gotcha: if two processes
// share a temporary folder, DuckDB crashes in both.

import { resolve } from "node:path"
import { checkScope } from "@chatledger/core/internal"
import { literal } from "@chatledger/export"
import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { DatabaseFailed } from "../failures/errors.ts"
import { failureReason, kindOfFailure } from "../failures/failure.ts"

/** An open database with one connection. */
export interface Database {
  readonly path: string
  readonly memoryLimit: string
  readonly connection: DuckDBConnection
  /** Runs one or more statements. */
  readonly run: (sql: string) => Effect.Effect<void, DatabaseFailed>
  /** All rows of one query, as objects of DuckDB values. */
  readonly rows: (
    sql: string,
    parameters?: Readonly<Record<string, DuckDBValue>>
  ) => Effect.Effect<ReadonlyArray<Readonly<Record<string, DuckDBValue>>>, DatabaseFailed>
}

/** Options of a database. */
export interface DatabaseOptions {
  readonly isReadOnly: boolean
  /** As DuckDB writes it: `1GB`. */
  readonly memoryLimit: string
  /** For this instance only; DuckDB creates it on demand, and removes it. */
  readonly temporaryFolder: string
  readonly settings?: Readonly<Record<string, string>>
}

/**
 * Fixes settings that answers depend on and a session would take from the system: the calendar (a Thai one has Buddhist
 * years)
 * and the time zone.
 */
export const sessionSql = (timeZone: string): string =>
  `set calendar = 'gregorian'; set default_collation = ''; set timezone = ${literal(timeZone)}`

const INTERRUPT_MILLIS = 20

/** A failure that no text of the user caused. */
export const databaseFailed = (error: unknown): DatabaseFailed =>
  new DatabaseFailed({ reason: failureReason(error), kind: kindOfFailure(error), cause: error })

/** Ends what runs on a connection, and waits for it. Interrupts repeatedly: an interrupt before the statement starts is lost. */
export const stop = async (connection: DuckDBConnection, running: Promise<unknown>) => {
  const timer = setInterval(() => connection.interrupt(), INTERRUPT_MILLIS)
  connection.interrupt()
  await running.catch(() => undefined)
  clearInterval(timer)
}

/**
 * Runs something on a connection. Interruption stops the statement and waits until DuckDB has ended it:
 * closing a connection during a statement is a deadlock.
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

/** DuckDB takes `a:b` for a file of its extension `a`, and `~` for the home; an absolute path is only a path. */
const fromRoot = (path: string): string => (path === ":memory:" || path === "" ? path : resolve(path))

/** Opens a database file, or `:memory:`, until the scope closes. */
export const openDatabase = Effect.fnUntraced(function* (path: string, options: DatabaseOptions) {
  yield* checkScope("openDatabase")
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
