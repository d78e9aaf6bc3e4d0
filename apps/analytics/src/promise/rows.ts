// The rows of a query as plain objects.
import type { DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"
import { query } from "../engine/result.ts"
import { type Json, toJson } from "../engine/value.ts"

/** A row: column names to JSON values. Times are RFC 3339 in UTC, large integers are strings. */
export type JsonRow = Readonly<Record<string, Json>>

/** Column names made unique: repeated names get `_1`, `_2`. */
const uniqueNames = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const taken = new Set<string>()
  return names.map((name) => {
    let own = name
    for (let number = 1; taken.has(own); number += 1) own = `${name}_${number}`
    taken.add(own)
    return own
  })
}

/** All rows of a query. Fails with `QueryRefused` and `DatabaseFailed`. */
export const rowsOf = Effect.fnUntraced(function* (
  database: Database,
  sql: string,
  parameters?: Readonly<Record<string, DuckDBValue>>
) {
  const { columns, next } = yield* query(database, sql, parameters)
  const names = uniqueNames(columns.map(({ name }) => name))
  const rows: Array<JsonRow> = []
  for (;;) {
    const chunk = yield* next
    if (chunk === undefined) return rows as ReadonlyArray<JsonRow>
    for (const row of chunk)
      rows.push(
        Object.fromEntries(
          row.map((value, place) => [names[place] ?? "", toJson(value, columns[place]?.type)])
        )
      )
  }
})
