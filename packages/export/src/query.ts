// Running DuckDB statements as effects, and asking what a query returns.
// An interrupted effect interrupts its statement and waits until DuckDB has let go of it.
// Only one SELECT per table is accepted; anything else is refused before a byte is written.
// Gotcha: one connection runs one statement at a time, so nothing here is concurrent on it.
import { type DuckDBConnection, type DuckDBMaterializedResult, StatementType } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { QueryFailed } from "./errors.ts"
import { statementText } from "./sql-text.ts"
import type { QueryColumn, Table } from "./table.ts"

const speaksOfNames =
  /^(Parser|Binder|Catalog|Syntax|Not implemented|Permission|Out of Memory|IO|INTERRUPT) Error/

/** DuckDB's words about a failure when they speak of names only, otherwise just the kind of failure: values stay private. */
export const publicProblem = (cause: unknown): string => {
  const text = (cause instanceof Error ? cause.message : String(cause)).replace(/^Failed to [\w ]+: /, "")
  const [first = ""] = text.split("\n")
  if (speaksOfNames.test(text)) return first.slice(0, 500)
  if (/to DECIMAL\(38,0\)/.test(text))
    return "an integer has more than 38 digits, which Parquet cannot hold: cast it to VARCHAR"
  const kind = /^[\w ]+ Error/.exec(text)?.[0] ?? "an error"
  return `${kind} of DuckDB; its words may quote data, run the query by itself to see them`
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
    // An interrupt that comes before the statement has begun is lost, therefore again and again.
    connection.interrupt()
    let timer: NodeJS.Timeout | undefined
    await Promise.race([end, new Promise((resolve) => (timer = setTimeout(resolve, 20)))])
    clearTimeout(timer)
  }
}

/** Waits for something that runs on the connection; an interruption stops it there and waits for its end. */
export const settle = <A>(connection: DuckDBConnection, start: () => Promise<A>): Effect.Effect<A, unknown> =>
  Effect.callback<A, unknown>((resume) => {
    const running = start()
    running.then(
      (value) => resume(Effect.succeed(value)),
      (cause) => resume(Effect.fail(cause))
    )
    return Effect.promise(() => interruptUntilSettled(connection, running))
  })

/** Runs one statement on behalf of a table. Fails with `QueryFailed`. */
export const run = (
  connection: DuckDBConnection,
  table: string,
  sql: string
): Effect.Effect<DuckDBMaterializedResult, QueryFailed> =>
  settle(connection, () => connection.run(sql)).pipe(
    Effect.mapError((cause) => new QueryFailed({ table, problem: publicProblem(cause), cause }))
  )

/** The only row of a statement's answer, as an object by column name. */
export const runForRow = (connection: DuckDBConnection, table: string, sql: string) =>
  run(connection, table, sql).pipe(
    Effect.flatMap((result) => Effect.promise(() => result.getRowObjects())),
    Effect.map(([row]) => row ?? {})
  )

const describe = async (connection: DuckDBConnection, table: Table) => {
  const text = statementText(table)
  if (text === "") return "it is empty"
  const statements = await connection.extractStatements(text)
  if (statements.count !== 1) return `it holds ${statements.count} statements, not one`
  const prepared = await statements.prepare(0)
  try {
    if (prepared.statementType !== StatementType.SELECT) return "it is not a SELECT"
    if (prepared.parameterCount > 0) return "it has parameters, which an export cannot fill"
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

/** The columns that a table's query returns, without running it. Fails with `QueryFailed`, also when it is no single SELECT. */
export const describeQuery = (
  connection: DuckDBConnection,
  table: Table
): Effect.Effect<ReadonlyArray<QueryColumn>, QueryFailed> =>
  settle(connection, () => describe(connection, table)).pipe(
    Effect.mapError((cause) => new QueryFailed({ table: table.name, problem: publicProblem(cause), cause })),
    Effect.flatMap((described) =>
      typeof described === "string"
        ? Effect.fail(new QueryFailed({ table: table.name, problem: described }))
        : Effect.succeed(described)
    )
  )
