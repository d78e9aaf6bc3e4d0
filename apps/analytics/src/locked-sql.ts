// The sandbox of SQL within the database: a SELECT of the user reads the tables and nothing else.
//
// Exactly one statement, and DuckDB's own parser must call it a SELECT. External access is off and the
// configuration locked before the text is looked at, so a query can read the tables and nothing else: no file,
// no network, no setting. What it may name is `query-names.ts`. What is checked is what runs: the text without the comments
// around it. DESCRIBE and SHOW TABLES are answered from the catalogue by a query of ours. Gotcha: PIVOT without IN is two
// statements to DuckDB, and refused.

import { literal } from "@chatledger/export"
import type { DuckDBPreparedStatement } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { type Database, onConnection, sessionSql } from "./database.ts"
import { describing } from "./describe.ts"
import { QueryRefused } from "./errors.ts"
import { type Nameable, nameable, refusedName } from "./query-names.ts"
import type { QueryReason } from "./reasons.ts"
import { queryFailed } from "./result.ts"
import { bare, bareOnItsLine } from "./sql-pieces.ts"

/** Closes a connection's database to everything but what is open already, and folders of its own views. It cannot be opened again. */
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

/** Why a text is not one SELECT; undefined if it is, or if it is no SQL at all. */
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

/** Why the parameters that are given are not those of the query. */
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

/** What DuckDB's parser makes of a text. */
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
 * The query to run for a text of the user: the text itself, or ours where it describes a table. Fails with `QueryRefused`
 * unless it is one SELECT that names what it may, whose names are there, and whose parameters are those given; nothing
 * is run.
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
