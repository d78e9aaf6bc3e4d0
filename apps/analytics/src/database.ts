// DuckDB as effects: a connection that closes with its scope, and statements that fail in words.
//
// Extensions are never installed or loaded: json, parquet and icu are built in. Sessions are in UTC. A query
// that is interrupted stops in DuckDB too. Gotcha: DuckDB's errors quote the statement; only the first line
// is passed on.
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { DatabaseFailed } from "./errors.ts"

export interface Database {
  readonly path: string
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
  readonly temporaryFolder: string
  readonly settings?: Readonly<Record<string, string>>
}

/** The first line of what DuckDB says, without its kind. */
export const duckdbReason = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error)
  return (message.split("\n")[0] ?? "").replace(/^[A-Z][A-Za-z -]* Error: /, "")
}

const failed = (error: unknown) => new DatabaseFailed({ reason: duckdbReason(error) })

/** Runs something on a connection, and stops it there when the effect is interrupted. */
export const onConnection = <A>(
  connection: DuckDBConnection,
  use: (connection: DuckDBConnection) => Promise<A>
): Effect.Effect<A, unknown> =>
  Effect.callback<A, unknown>((resume) => {
    use(connection).then(
      (value) => resume(Effect.succeed(value)),
      (error) => resume(Effect.fail(error))
    )
    return Effect.sync(() => connection.interrupt())
  })

/** Opens a database file, or `:memory:`, until the scope closes. */
export const openDatabase = Effect.fnUntraced(function* (path: string, options: DatabaseOptions) {
  const settings = {
    access_mode: options.isReadOnly ? "READ_ONLY" : "AUTOMATIC",
    memory_limit: options.memoryLimit,
    temp_directory: options.temporaryFolder,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
    ...options.settings
  }
  const instance = yield* Effect.acquireRelease(
    Effect.tryPromise({ try: () => DuckDBInstance.create(path, settings), catch: failed }),
    (opened) => Effect.sync(() => opened.closeSync())
  )
  const connection = yield* Effect.acquireRelease(
    Effect.tryPromise({ try: () => instance.connect(), catch: failed }),
    (opened) => Effect.sync(() => opened.disconnectSync())
  )
  const run: Database["run"] = (sql) =>
    onConnection(connection, (use) => use.run(sql)).pipe(Effect.mapError(failed), Effect.asVoid)
  const rows: Database["rows"] = (sql, parameters) =>
    onConnection(connection, (use) => use.runAndReadAll(sql, parameters)).pipe(
      Effect.map((reader) => reader.getRowObjects()),
      Effect.mapError(failed)
    )
  yield* run("set timezone = 'UTC'")
  return { path, connection, run, rows } satisfies Database
})
