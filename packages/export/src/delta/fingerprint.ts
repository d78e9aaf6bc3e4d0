// The partitions of a table in the database: row count, time bounds, and a fingerprint of all values.
//
// The fingerprint is the sum of the hashes of all rows, so their order does not matter. Gotcha: another DuckDB version
// may hash differently; everything is then written again.
import { createHash } from "node:crypto"
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { run } from "../query.ts"
import { identifier, literal, statementText } from "../sql-text.ts"
import type { QueryColumn } from "../table.ts"
import type { DatasetTable } from "./dataset-table.ts"

export interface Partition {
  readonly key: string
  readonly values: ReadonlyArray<string | null>
  readonly rows: number
  readonly print: string
  /** In DuckDB's format, UTC; null without a time column. */
  readonly first: string | null
  readonly last: string | null
}

/** The values of a partition as one text. */
export const keyOf = (values: ReadonlyArray<string | null | undefined>): string =>
  JSON.stringify(values.map((value) => value ?? null))

const textOrNull = (value: unknown) => (value === null || value === undefined ? null : String(value))

type Divided = Pick<DatasetTable, "by" | "name" | "query" | "time">

/**
 * The partitions of a table, or those of some owners; `own` are the columns of its files. Fails with `QueryFailed`.
 */
export const partitionsOf = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  table: Divided,
  own: ReadonlyArray<QueryColumn>,
  owners?: ReadonlyArray<string>
) {
  const { by, name, time } = table
  const some =
    owners === undefined
      ? ""
      : `where ${identifier(by[0] ?? "")} in (${owners.map((owner) => literal(owner)).join(", ")})`
  const keys = by.map(identifier)
  const bound = (which: string) => (time === undefined ? "null" : `${which}(${identifier(time)})::varchar`)
  const found = yield* run(
    connection,
    name,
    `select ${keys.join(", ")}, count(*), sum(hash(${own.map((column) => identifier(column.name)).join(", ")})::hugeint)::varchar,
       ${bound("min")}, ${bound("max")}
     from (${statementText(table)}) ${some} group by ${keys.join(", ")}`
  )
  const rows = yield* Effect.promise(() => found.getRows())
  const shape = createHash("sha256")
    .update(JSON.stringify(own.map((column) => [column.name, column.type.toString()])))
    .digest("hex")
    .slice(0, 12)
  return rows.map((row): Partition => {
    const values = by.map((_, place) => textOrNull(row[place]))
    const [count, hash, first, last] = row.slice(by.length)
    return {
      key: keyOf(values),
      values,
      rows: Number(count),
      print: `${Number(count)}-${String(hash)}-${shape}`,
      first: textOrNull(first),
      last: textOrNull(last)
    }
  })
})
