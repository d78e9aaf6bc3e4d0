// The facts of a report, asked of the tables: what is counted, so finely that the page can count again by any filter.
//
// Every question is a file of `sql/report/`. Gotcha: they make temporary tables on the connection, each from those
// before it.
import { DuckDBIntegerVector, type DuckDBValue, listValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { type Database, databaseFailed, onConnection } from "../database.ts"
import { reportSql } from "../report-files.ts"

/** What a report is about; whatever is not given does not narrow it. */
export interface ReportChoice {
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  readonly instance?: ReadonlyArray<string> | undefined
  readonly chat?: ReadonlyArray<string> | undefined
  /** IANA zone of days and hours. */
  readonly timeZone: string
}

export type Parameters = Readonly<Record<string, DuckDBValue>>

const list = (items: ReadonlyArray<string> | undefined): DuckDBValue =>
  items === undefined || items.length === 0 ? null : listValue([...items])

export const parametersOf = (choice: ReportChoice): Parameters => ({
  from: choice.from?.toISOString() ?? null,
  to: choice.to?.toISOString() ?? null,
  instance: list(choice.instance),
  chat: list(choice.chat),
  tz: choice.timeZone
})

/** The parameters that a file mentions. */
const mentioned = (sql: string, parameters: Parameters): Record<string, DuckDBValue> =>
  Object.fromEntries(Object.entries(parameters).filter(([name]) => sql.includes(`$${name}::`)))

/** All rows of a file. */
export const rowsOf = (database: Database, name: string, parameters: Parameters) => {
  const sql = reportSql(name)
  return database.rows(sql, mentioned(sql, parameters))
}

const joined = (parts: ReadonlyArray<Int32Array | undefined>): Int32Array => {
  const all = new Int32Array(parts.reduce((sum, part) => sum + (part?.length ?? 0), 0))
  let end = 0
  for (const part of parts) {
    if (part === undefined) continue
    all.set(part, end)
    end += part.length
  }
  return all
}

/** The columns of a file whose columns are all integers without NULL. */
export const numbersOf = Effect.fnUntraced(function* (database: Database, name: string) {
  const { connection } = database
  return yield* onConnection(connection, async () => {
    const reader = await connection.stream(reportSql(name))
    const chunks: Array<Array<Int32Array>> = []
    for (;;) {
      const chunk = await reader.fetchChunk()
      if (chunk === null || chunk.rowCount === 0) break
      chunks.push(
        reader.columnNames().map((column, place) => {
          const vector = chunk.getColumnVector(place)
          if (!(vector instanceof DuckDBIntegerVector)) throw new TypeError(`${name}.${column} is no integer`)
          return Int32Array.from({ length: chunk.rowCount }, (_, row) => vector.getItem(row) ?? 0)
        })
      )
    }
    return Object.fromEntries(
      reader.columnNames().map((column, place) => [column, joined(chunks.map((chunk) => chunk[place]))])
    )
  }).pipe(Effect.mapError(databaseFailed))
})
