// The locked door: SQL of the user runs as a guest.
//
// Exactly one statement, and DuckDB's own parser must call it a SELECT. External access is off and the
// configuration locked before the text is looked at, so a query can read the tables and nothing else: no file,
// no network, no setting. Gotcha: PIVOT without IN is two statements to DuckDB, and refused.
import { type DuckDBConnection, StatementType } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { type Database, duckdbReason } from "./database.ts"
import { QueryRefused } from "./errors.ts"
import { literal } from "./sql-text.ts"

/**
 * Closes a connection's database to everything but its tables and, for files that the program itself writes,
 * the folders named. It cannot be opened again.
 */
export const lock = (database: Database, timeZone: string, folders: ReadonlyArray<string> = []) =>
  database.run(
    `set timezone = ${literal(timeZone)};
     set allowed_directories = [${folders.map(literal).join(", ")}];
     set enable_external_access = false;
     set lock_configuration = true`
  )

const kindOf = (type: StatementType): string =>
  (StatementType[type] ?? "another statement").replaceAll("_", " ")

const check = async (connection: DuckDBConnection, sql: string): Promise<string | undefined> => {
  if (sql.replace(/--.*|\/\*[\s\S]*?\*\//g, "").replace(/[;\s]/g, "") === "") return "there is no query"
  const statements = await connection.extractStatements(sql)
  if (statements.count !== 1) return `one query at a time: this text holds ${statements.count} statements`
  const statement = await statements.prepare(0)
  const type = statement.statementType
  statement.destroySync()
  return type === StatementType.SELECT
    ? undefined
    : `only SELECT is possible here, and this is ${kindOf(type)}`
}

/** Fails with `QueryRefused` unless the text is one SELECT; nothing is run. */
export const checkQuery = (database: Database, sql: string): Effect.Effect<void, QueryRefused> =>
  Effect.tryPromise({
    try: () => check(database.connection, sql),
    catch: (error) =>
      new QueryRefused({
        reason: duckdbReason(error).replace(/^Failed to extract statements: (Parser Error: )?/, "")
      })
  }).pipe(
    Effect.flatMap((reason) =>
      reason === undefined ? Effect.void : Effect.fail(new QueryRefused({ reason }))
    )
  )

/** The text of a query without the semicolon that may end it, to be put into another one. */
export const bare = (sql: string): string => sql.replace(/(\s|;|--[^\n]*$)+$/g, "")
