// The SQL sandbox within the database: the user's SELECT reads the tables and nothing else.
//
// It must be exactly one statement, and a SELECT according to DuckDB's own parser. External access is off and the
// configuration locked before the text is examined, so a query has no access to files,
// network or settings. `query-names.ts` checks the names in it. The checked text is the text that runs: without the
// comments
// around it. DESCRIBE and SHOW TABLES are answered from the catalogue by a built-in query. Gotcha: PIVOT without IN is two
// statements to DuckDB, and refused.

import { literal } from "@chatledger/export"
import type { DuckDBPreparedStatement } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { type Database, onConnection, sessionSql } from "../engine/database.ts"
import { queryFailed } from "../engine/result.ts"
import { bare, bareOnItsLine } from "../engine/sql-pieces.ts"
import { QueryRefused } from "../failures/errors.ts"
import type { QueryReason } from "../failures/reasons.ts"
import { describing } from "../tables/describe.ts"
import { type Nameable, nameable, refusedName } from "./query-names.ts"

/**
 * Blocks a database's access to everything except what is already open, and folders of its own views. This cannot be
 * undone.
 */
export const lock = (database: Database, timeZone: string, folders: ReadonlyArray<string> = []) =>
  database.run(
    `${sessionSql(timeZone)};
     ${folders.length === 0 ? "" : `set allowed_directories = [${folders.map(literal).join(", ")}];`}
     set enable_external_access = false;
     set lock_configuration = true`
  )

interface Parsed {
  readonly error: boolean
  readonly error_message?: string
  readonly statements?: ReadonlyArray<unknown>
}

/** Why a text is not one SELECT; undefined if it is, or if it is not valid SQL. */
const whyRefused = (sql: string, parsed: Parsed, names: Nameable): QueryReason | undefined => {
  const text = bare(sql)
  if (text === "") return { code: "no_query" }
  if (parsed.error) {
    if (!/only select/i.test(parsed.error_message ?? "")) return undefined
    const word = /^\w+/.exec(text)?.[0].toUpperCase() ?? text.slice(0, 1)
    if (word === "PIVOT") return { code: "pivot_values" }
    return /^(SELECT|FROM|WITH|VALUES|TABLE|DESCRIBE|SUMMARIZE|SHOW)$/.test(word)
      ? { code: "query_and_more" }
      : { code: "query_not_select", word }
  }
  const count = parsed.statements?.length ?? 0
  if (count !== 1) return { code: "query_count", count }
  const refused = refusedName(parsed.statements, names)
  return refused === undefined ? undefined : { code: "query_forbidden", name: refused }
}

const parametersOf = (statement: DuckDBPreparedStatement): ReadonlyArray<string> =>
  Array.from({ length: statement.parameterCount }, (_, i) => statement.parameterName(i + 1))

/** Why the given parameters do not match the query's. */
const whyUnmatched = (
  names: ReadonlyArray<string>,
  given: ReadonlyArray<string>
): QueryReason | undefined => {
  const missing = names.filter((name) => !given.includes(name))
  if (missing.length > 0) return { code: "query_parameter_missing", names: missing }
  const unknown = given.filter((name) => !names.includes(name))
  return unknown.length === 0 ? undefined : { code: "query_parameter_unknown", names: unknown, known: names }
}

const TOO_MUCH = new QueryRefused({ reason: { code: "query_too_long" } })

/** A text parsed by DuckDB. */
const parsedBy = Effect.fnUntraced(function* (database: Database, sql: string) {
  const [row] = yield* database
    .rows("select json_serialize_sql($sql::varchar) as parsed", { sql })
    .pipe(Effect.mapError((error) => (error.kind === "statement" ? TOO_MUCH : error)))
  return yield* Effect.try({
    try: (): Parsed => JSON.parse(String(row?.["parsed"])),
    catch: () => TOO_MUCH
  })
})

/**
 * The query to run for the user's text: the text itself, or a built-in one if it describes a table. Runs nothing. Fails
 * with
 * `QueryRefused` unless it is one SELECT that names only what is allowed and exists, and has exactly the given
 * parameters.
 */
export const checkedQuery = Effect.fnUntraced(function* (
  database: Database,
  sql: string,
  parameters: Readonly<Record<string, unknown>> = {}
) {
  const described = describing(sql)
  if (described !== sql) return described
  const text = bareOnItsLine(sql)
  const parsed = yield* parsedBy(database, text)
  const reason = whyRefused(text, parsed, yield* nameable(database))
  if (reason !== undefined) return yield* new QueryRefused({ reason })
  const unmatched = yield* onConnection(database.connection, async (connection) => {
    const statements = await connection.extractStatements(text)
    if (statements.count !== 1)
      return { code: "query_counts_as", count: statements.count } satisfies QueryReason
    const statement = await statements.prepare(0)
    try {
      return whyUnmatched(parametersOf(statement), Object.keys(parameters))
    } finally {
      statement.destroySync()
    }
  }).pipe(Effect.mapError(queryFailed(sql)))
  if (unmatched !== undefined) return yield* new QueryRefused({ reason: unmatched })
  return sql
})
