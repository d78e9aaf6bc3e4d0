// Runs DuckDB statements as effects, and describes the result of queries.
// Interrupting an effect interrupts its statement and waits until DuckDB has stopped.
// Accepts only one SELECT per table; anything else is refused before a byte is written.
// Gotcha: a connection runs one statement at a time, so nothing here is concurrent on it.
import { type DuckDBConnection, type DuckDBMaterializedResult, StatementType } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { QueryFailed } from "./errors.ts"
import type { QueryFailedReason } from "./reasons.ts"
import { statementText } from "./sql-text.ts"
import type { QueryColumn, Table } from "./table.ts"

const speaksOfNames =
  /^(Parser|Binder|Catalog|Syntax|Not implemented|Permission|Out of Memory|IO|INTERRUPT) Error/

/** Why DuckDB failed: its message if it only mentions names, otherwise the kind of error, since values are private. */
export const duckdbReason = (cause: unknown): QueryFailedReason => {
  const text = (cause instanceof Error ? cause.message : String(cause)).replace(/^Failed to [\w ]+: /, "")
  const [first = ""] = text.split("\n")
  if (speaksOfNames.test(text)) return { code: "duckdb", text: first.slice(0, 500) }
  return /to DECIMAL\(38,0\)/.test(text)
    ? { code: "query_integer_too_long" }
    : { code: "query_failed_for_value", kind: /^[\w ]+ Error/.exec(text)?.[0] ?? "an error" }
}

const interruptUntilSettled = async (connection: DuckDBConnection, running: Promise<unknown>) => {
  let settled = false
  const end = running.then(
    () => {
      settled = true
    },
    () => {
      settled = true
    }
  )
  while (!settled) {
    // An interrupt before the statement has started is lost, so it is repeated.
    connection.interrupt()
    let timer: NodeJS.Timeout | undefined
    await Promise.race([end, new Promise((resolve) => (timer = setTimeout(resolve, 20)))])
    clearTimeout(timer)
  }
}

/** Waits for an operation on the connection; an interruption stops the operation and waits for its end. */
export const settle = <A>(connection: DuckDBConnection, start: () => Promise<A>): Effect.Effect<A, unknown> =>
  Effect.callback<A, unknown>((resume) => {
    const running = start()
    running.then(
      (value) => resume(Effect.succeed(value)),
      (cause) => resume(Effect.fail(cause))
    )
    return Effect.promise(() => interruptUntilSettled(connection, running))
  })

/** Runs one statement for a table. Fails with `QueryFailed`. */
export const run = (
  connection: DuckDBConnection,
  table: string,
  sql: string
): Effect.Effect<DuckDBMaterializedResult, QueryFailed> =>
  settle(connection, () => connection.run(sql)).pipe(
    Effect.mapError((cause) => new QueryFailed({ table, reason: duckdbReason(cause), cause }))
  )

/** The only row of a statement's result, as an object by column name. */
export const runForRow = (connection: DuckDBConnection, table: string, sql: string) =>
  run(connection, table, sql).pipe(
    Effect.flatMap((result) => Effect.promise(() => result.getRowObjects())),
    Effect.map(([row]) => row ?? {})
  )

const describe = async (connection: DuckDBConnection, table: Table) => {
  const text = statementText(table)
  if (text === "") return { code: "query_empty" } as const
  const statements = await connection.extractStatements(text)
  if (statements.count !== 1) return { code: "query_statements", count: statements.count } as const
  const prepared = await statements.prepare(0)
  try {
    if (prepared.statementType !== StatementType.SELECT) return { code: "query_no_select" } as const
    if (prepared.parameterCount > 0) return { code: "query_has_parameters" } as const
    return Array.from(
      { length: prepared.columnCount },
      (_, position): QueryColumn => ({
        position,
        name: prepared.columnName(position),
        type: prepared.columnType(position)
      })
    )
  } finally {
    prepared.destroySync()
  }
}

/** The columns of a table's query, without running it. Fails with `QueryFailed`, also if it is not a single SELECT. */
export const describeQuery = (
  connection: DuckDBConnection,
  table: Table
): Effect.Effect<ReadonlyArray<QueryColumn>, QueryFailed> =>
  settle(connection, () => describe(connection, table)).pipe(
    Effect.mapError((cause) => new QueryFailed({ table: table.name, reason: duckdbReason(cause), cause })),
    Effect.flatMap((described) =>
      "code" in described
        ? Effect.fail(new QueryFailed({ table: table.name, reason: described }))
        : Effect.succeed(described)
    )
  )
