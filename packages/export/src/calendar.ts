// The calendar of a session. DuckDB takes it from the system's language, and a Thai or Persian one turns every date that
// is computed from an instant into another.
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { InvalidExport } from "./errors.ts"
import { settle } from "./query.ts"
import { literal } from "./sql-text.ts"

const setTo = (connection: DuckDBConnection, calendar: string) =>
  settle(connection, () => connection.run(`set calendar = ${literal(calendar)}`))

const calendarOf = (connection: DuckDBConnection) =>
  settle(connection, async () => {
    const reader = await connection.runAndReadAll("select current_setting('calendar')")
    return String(reader.getRows()[0]?.[0])
  }).pipe(
    Effect.mapError(() => new InvalidExport({ problem: "DuckDB's extension icu is missing: load icu first" }))
  )

/** Gives a session the Gregorian calendar until the scope closes, and then its own again. Fails with `InvalidExport`. */
export const gregorian = Effect.fnUntraced(function* (connection: DuckDBConnection) {
  const calendar = yield* calendarOf(connection)
  if (calendar === "gregorian") return
  const problem = `the connection has the calendar ${calendar} and its configuration is locked: set calendar = 'gregorian' before that`
  yield* Effect.acquireRelease(
    Effect.mapError(setTo(connection, "gregorian"), () => new InvalidExport({ problem })),
    () => Effect.ignore(setTo(connection, calendar))
  )
})
