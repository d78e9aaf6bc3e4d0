// The calendar of a session. DuckDB takes it from the system language, and a Thai or Persian calendar changes every date
// computed from an instant.
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
  }).pipe(Effect.mapError(() => new InvalidExport({ reason: { code: "icu_missing" } })))

/**
 * Sets the Gregorian calendar until the scope closes, and then restores the session's own. Fails with `InvalidExport`.
 */
export const gregorian = Effect.fnUntraced(function* (connection: DuckDBConnection) {
  const calendar = yield* calendarOf(connection)
  if (calendar === "gregorian") return
  const reason = { code: "calendar_locked", calendar } as const
  yield* Effect.acquireRelease(
    Effect.mapError(setTo(connection, "gregorian"), () => new InvalidExport({ reason })),
    () => Effect.ignore(setTo(connection, calendar))
  )
})
