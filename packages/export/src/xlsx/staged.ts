// A table's rows, laid out once in a place of their own in DuckDB, so that their XML can be made in ranges.
// The place is an attached in-memory database with small row groups: DuckDB's threads share each range, the memory limit
// of the instance holds (it spills to the temporary directory), and neither external access nor a writable database is needed.
// Gotcha: row numbers are the staged table's `rowid`, which counts from 0 in the query's order.
import { randomBytes } from "node:crypto"
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { run, runForRow } from "../query.ts"
import { columnAt, wrapped } from "../sql-text.ts"
import type { ExportTable, QueryColumn } from "../table.ts"
import { valueKind } from "../value-text.ts"
import type { CellLimits } from "./limits.ts"
import { type ColumnFacts, countUnfit, stagedValue } from "./row-text.ts"

/** What is known of a staged column: what its cells have in common, and how wide its first rows are, in characters. */
export interface StagedColumn {
  readonly at: string
  readonly column: QueryColumn
  readonly facts: ColumnFacts
  readonly sampledWidth: number
  readonly sampledLines: boolean
}

export interface StagedTable {
  /** What to select from. */
  readonly source: string
  readonly rows: number
  /** Of all its texts. */
  readonly textBytes: number
  readonly columns: ReadonlyArray<StagedColumn>
}

const rowsPerGroup = 8192
const sampledRows = 1000

/** A database in memory for the time of a scope. */
export const stagingPlace = (connection: DuckDBConnection) =>
  Effect.acquireRelease(
    Effect.suspend(() => {
      const place = `staging_${randomBytes(6).toString("hex")}`
      return run(
        connection,
        "the workbook",
        `attach ':memory:' as ${place} (read_write, row_group_size ${rowsPerGroup})`
      ).pipe(Effect.as(place))
    }),
    (place) => run(connection, "the workbook", `detach ${place}`).pipe(Effect.ignore)
  )

const isText = ({ type }: QueryColumn) => ["text", "neutral"].includes(valueKind(type))

const factsOf = (
  column: QueryColumn,
  { counts, sample }: { counts: Record<string, unknown>; sample: Record<string, unknown> }
): StagedColumn => {
  const at = columnAt(column.position)
  const present = Number(counts[`present_${at}`])
  const rows = Number(counts["all_rows"])
  return {
    at,
    column,
    facts: {
      nulls: present === 0 ? "all" : present === rows ? "none" : "some",
      unfit: Number(counts[`unfit_${at}`])
    },
    sampledWidth: Number(sample[`width_${at}`] ?? 0),
    sampledLines: sample[`lines_${at}`] === true
  }
}

/** Runs a table's query into the place and looks at what came. The rows are dropped with the scope. */
export const stage = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  place: string,
  table: ExportTable,
  all: ReadonlyArray<QueryColumn>,
  shown: ReadonlyArray<QueryColumn>,
  zone: string,
  limits: CellLimits
) {
  const source = `${place}.main.staged`
  const values = shown.map(({ position, type }) => {
    const at = columnAt(position)
    return `${stagedValue(type, at, zone)} as ${at}`
  })
  yield* Effect.acquireRelease(
    run(
      connection,
      table.name,
      `create table ${source} as select ${values.join(", ")} from ${wrapped(table, all.length)}`
    ),
    () => run(connection, table.name, `drop table ${source}`).pipe(Effect.ignore)
  )
  const counted = shown.flatMap((column) => {
    const at = columnAt(column.position)
    const bytes = isText(column) ? `coalesce(sum(strlen(${at})), 0)` : "0"
    return [
      `count(${at}) as present_${at}`,
      `${countUnfit(column.type, at, limits)} as unfit_${at}`,
      `${bytes} as bytes_${at}`
    ]
  })
  const sampled = shown.flatMap((column) => {
    const at = columnAt(column.position)
    const lines = isText(column) ? `coalesce(bool_or(contains(${at}, chr(10))), false)` : "false"
    return [`max(length(${at}::varchar)) as width_${at}`, `${lines} as lines_${at}`]
  })
  const counts = yield* runForRow(
    connection,
    table.name,
    `select count(*) as all_rows, ${counted.join(", ")} from ${source}`
  )
  const sample = yield* runForRow(
    connection,
    table.name,
    `select ${sampled.join(", ")} from (select * from ${source} limit ${sampledRows})`
  )
  const bytes = shown.map(({ position }) => Number(counts[`bytes_${columnAt(position)}`]))
  return {
    source,
    rows: Number(counts["all_rows"]),
    textBytes: bytes.reduce((sum, n) => sum + n, 0),
    columns: shown.map((column) => factsOf(column, { counts, sample }))
  } satisfies StagedTable
})
