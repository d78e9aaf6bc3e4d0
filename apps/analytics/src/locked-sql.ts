// The locked door: SQL of the user runs as a guest.
//
// Exactly one statement, and DuckDB's own parser must call it a SELECT. External access is off and the
// configuration locked before the text is looked at, so a query can read the tables and nothing else: no file,
// no network, no setting. What it may name is `query-names.ts`. What is checked is what runs: the text without the comments
// around it. DESCRIBE and SHOW TABLES are answered from the catalogue by a query of ours. Gotcha: PIVOT without IN is two
// statements to DuckDB, and refused.
import type { DuckDBPreparedStatement } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { type Database, onConnection, sessionSql } from "./database.ts"
import { describing } from "./describe.ts"
import { QueryRefused } from "./errors.ts"
import { type Nameable, nameable, refusedName } from "./query-names.ts"
import { queryFailed } from "./result.ts"
import { bare, bareOnItsLine } from "./sql-pieces.ts"

/** Closes a connection's database to everything but what is open already. It cannot be opened again. */
export const lock = (database: Database, timeZone: string) =>
  database.run(
    `${sessionSql(timeZone)};
     set enable_external_access = false;
     set lock_configuration = true`
  )

interface Parsed {
  readonly error: boolean
  readonly error_message?: string
  readonly statements?: ReadonlyArray<unknown>
}

/** Why a text is not one SELECT; undefined if it is, or if it is no SQL at all. */
const whyRefused = (sql: string, parsed: Parsed, names: Nameable): string | undefined => {
  const text = bare(sql)
  if (text === "") return "there is no query"
  if (parsed.error) {
    if (!/only select/i.test(parsed.error_message ?? "")) return undefined
    const word = /^\w+/.exec(text)?.[0].toUpperCase() ?? text.slice(0, 1)
    if (word === "PIVOT") return "a PIVOT has to name its values: PIVOT … ON column IN (…)"
    return /^(SELECT|FROM|WITH|VALUES|TABLE|DESCRIBE|SUMMARIZE|SHOW)$/.test(word)
      ? "one query at a time, and it has to be a SELECT: this text holds something else too"
      : `only one SELECT is possible here, and this text holds ${word}`
  }
  const count = parsed.statements?.length ?? 0
  if (count !== 1) return `one query at a time: this text holds ${count}`
  const refused = refusedName(parsed.statements, names)
  return refused === undefined
    ? undefined
    : `${refused} is not possible here: a query reads the tables of the archive and nothing else`
}

const parametersOf = (statement: DuckDBPreparedStatement): ReadonlyArray<string> =>
  Array.from({ length: statement.parameterCount }, (_, i) => statement.parameterName(i + 1))

const dollars = (names: ReadonlyArray<string>) => names.map((name) => `$${name}`).join(", ")

/** Why the parameters that are given are not those of the query. */
const whyUnmatched = (names: ReadonlyArray<string>, given: ReadonlyArray<string>): string | undefined => {
  const missing = names.filter((name) => !given.includes(name))
  if (missing.length > 0) return `the query has ${dollars(missing)}: give it with --param ${missing[0]}=VALUE`
  const unknown = given.filter((name) => !names.includes(name))
  if (unknown.length === 0) return undefined
  const known = names.length === 0 ? "it has none" : `it has ${dollars(names)}`
  return `the query has no parameter ${dollars(unknown)}: ${known}`
}

const TOO_MUCH = new QueryRefused({ reason: "the query is too long, or nested too deeply" })

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
 * The query to run for a text of the user's: the text itself, or ours where it describes a table. Fails with `QueryRefused`
 * unless it is one SELECT that names what it may, whose names are there, and whose parameters are those given; nothing
 * is run.
 */
export const checkedQuery = Effect.fnUntraced(function* (
  database: Database,
  sql: string,
  parameters: Readonly<Record<string, unknown>> = {}
) {
  // DuckDB would take what stands before it for the whole.
  if (sql.includes("\0"))
    return yield* new QueryRefused({ reason: "the query holds a zero character: take it out" })
  const described = describing(sql)
  if (described !== sql) return described
  const text = bareOnItsLine(sql)
  const parsed = yield* parsedBy(database, text)
  const reason = whyRefused(text, parsed, yield* nameable(database))
  if (reason !== undefined) return yield* new QueryRefused({ reason })
  const unmatched = yield* onConnection(database.connection, async (connection) => {
    const statements = await connection.extractStatements(text)
    if (statements.count !== 1)
      return `one query at a time: this text counts as ${statements.count}, as a PIVOT does that does not name its values`
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
