// Unrestricted DuckDB for `--unsafe`: any statements, also several. Shows the answer of the last one.
import { type Database, query, type Result } from "@chatledger/analytics"
import { onConnection, queryFailed } from "@chatledger/analytics/internal"
import type { DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { statementsOf } from "./statement.ts"

const isOneSelect = Effect.fnUntraced(function* (database: Database, sql: string) {
  const [row] = yield* database.rows("select json_serialize_sql($sql::varchar) as parsed", { sql })
  const parsed: unknown = JSON.parse(String(row?.["parsed"]))
  const statements: unknown =
    typeof parsed === "object" && parsed !== null ? Reflect.get(parsed, "statements") : undefined
  return Array.isArray(statements) && statements.length === 1
})

/**
 * Runs any statements. The answer of a final SELECT is held as elsewhere; answers of other statements are small and held in
 * memory. With `localTo`, a time zone, a SELECT's timestamps are in its local time.
 */
export const runAnything = Effect.fnUntraced(function* (
  database: Database,
  text: string,
  parameters: Readonly<Record<string, DuckDBValue>>,
  localTo: string | undefined
) {
  const { complete, rest } = statementsOf(text)
  const statements = [...complete, ...(rest === "" ? [] : [rest])]
  const sql = statements.at(-1) ?? text
  for (const statement of statements.slice(0, -1))
    yield* onConnection(database.connection, (connection) => connection.run(statement)).pipe(
      Effect.mapError(queryFailed(statement))
    )
  if (yield* isOneSelect(database, sql)) return yield* query(database, sql, parameters, localTo)
  const given = Object.keys(parameters).length === 0 ? undefined : parameters
  const reader = yield* onConnection(database.connection, (connection) =>
    connection.runAndReadAll(sql, given)
  ).pipe(Effect.mapError(queryFailed(sql)))
  let rows: ReturnType<typeof reader.getRows> | undefined = reader.getRows()
  const columns = reader.columnNames().map((name, index) => ({ name, type: reader.columnType(index) }))
  const next = Effect.sync(() => {
    const given = rows !== undefined && rows.length > 0 ? rows : undefined
    rows = undefined
    return given
  })
  return { columns, next, rest: Effect.sync(() => rows?.length ?? 0) } satisfies Result
})
