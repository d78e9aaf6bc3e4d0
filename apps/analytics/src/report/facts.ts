// Queries for a report: counts so detailed that the page can count again under any filter.
//
// Every query is a file of `sql/report/`. Gotcha: they create temporary tables on the connection, each from the
// previous ones.
import { DuckDBIntegerVector, type DuckDBValue, listValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { type Database, databaseFailed, onConnection } from "../engine/database.ts"
import { parametersIn } from "../engine/sql-pieces.ts"
import { reportSql } from "../report-files.ts"
import { filledIn } from "../sql-files.ts"

/** The selection of a report; what is omitted does not filter. */
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

/** A value as text; empty for NULL. */
export const text = (value: unknown): string => (value === null || value === undefined ? "" : String(value))

/** The parameters used in a file. */
const mentioned = (sql: string, parameters: Parameters): Record<string, DuckDBValue> => {
  const names = parametersIn(sql)
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => names.includes(name)))
}

/** All rows of a file's query, in which `{{name}}` stands for a piece. */
export const rowsOf = (
  database: Database,
  name: string,
  parameters: Parameters,
  pieces: Readonly<Record<string, string>> = {}
) => {
  const sql = filledIn(reportSql(name), pieces)
  return database.rows(sql, mentioned(sql, parameters))
}

/** DuckDB's own array of a vector's numbers: reading them one by one costs most of a microsecond each. */
const itemsOf = (vector: DuckDBIntegerVector): ArrayLike<number> => {
  const items: unknown = Reflect.get(vector, "items")
  return items instanceof Int32Array
    ? items
    : Array.from({ length: vector.itemCount }, (_, row) => vector.getItem(row) ?? 0)
}

/** A growing array of integers. */
class Growing {
  #held = new Int32Array(4096)
  #length = 0

  add(vector: DuckDBIntegerVector): void {
    const length = this.#length + vector.itemCount
    if (length > this.#held.length) {
      const grown = new Int32Array(2 * length)
      grown.set(this.#held)
      this.#held = grown
    }
    this.#held.set(itemsOf(vector), this.#length)
    this.#length = length
  }

  numbers(): Int32Array {
    return this.#held.slice(0, this.#length)
  }
}

/** The columns of a query that returns only integers without NULL. */
export const numbersOf = Effect.fnUntraced(function* (database: Database, name: string) {
  const { connection } = database
  return yield* onConnection(connection, async () => {
    const stream = await connection.stream(reportSql(name))
    const columns = stream.columnNames().map((column) => ({ column, held: new Growing() }))
    for (;;) {
      const chunk = await stream.fetchChunk()
      if (chunk === null || chunk.rowCount === 0) break
      for (const [place, { column, held }] of columns.entries()) {
        const vector = chunk.getColumnVector(place)
        if (!(vector instanceof DuckDBIntegerVector)) throw new TypeError(`${name}.${column} is no integer`)
        held.add(vector)
      }
    }
    return Object.fromEntries(columns.map(({ column, held }) => [column, held.numbers()]))
  }).pipe(Effect.mapError(databaseFailed))
})
