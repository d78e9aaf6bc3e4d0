// A table as a dataset of many Parquet files: one per combination of partition values, in folders named after them
// (`messages/instance=1101000001/month=2026-01/data.parquet`), as DuckDB, Spark, Trino and ClickHouse read them in place.
// The values are also in the files. A partition is replaced as a whole, by one rename.
// Gotcha: NULL has Hive's default folder name; characters other than letters, digits, `_`, `-` and `.` are
// percent-encoded, so that no value can escape its folder.
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import type { DescribedTable } from "./options.ts"
import { describeQuery, run } from "./query.ts"
import { identifier, literal, statementText } from "./sql-text.ts"
import type { PartitionColumn } from "./table.ts"

/** One file of a dataset: its path within the export, with `/`, and the rows that belong to it. */
interface PartitionFile {
  readonly path: string
  readonly table: DescribedTable
}

const ofNothing = "__HIVE_DEFAULT_PARTITION__"

const inPath = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*~]|^\.+$/g, (sign) =>
    [...sign].map((each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`).join("")
  )

const folderOf = (name: string, value: string | null) =>
  `${inPath(name)}=${value === null || value === "" ? ofNothing : inPath(value)}`

const dataFile = /^[^/\\=]+(\/(?!\.{1,2}=)[^/\\=]+=[^/\\=]+)+\/data\.parquet$/

/** True if a name in a manifest is a partition's file within the export's folder. */
export const isPartitionFile = (name: string) => dataFile.test(name) && !name.split("/").includes("..")

/**
 * The files of a table's dataset, ordered by their values; an empty table has one file without rows. Fails with `QueryFailed`.
 */
export const partitionsOf = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  { table }: DescribedTable,
  columns: ReadonlyArray<PartitionColumn>
) {
  const source = `(\n${statementText(table)}\n) as divided`
  const values = columns.map(({ expression }) => `nullif((${expression})::varchar, '')`)
  const found = yield* run(
    connection,
    table.name,
    `select distinct ${values.join(", ")} from ${source} order by all nulls first`
  )
  const rows = yield* Effect.promise(() => found.getRows())
  const combinations = rows.length === 0 ? [columns.map(() => null)] : rows
  return yield* Effect.forEach(
    combinations,
    Effect.fnUntraced(function* (combination) {
      const own = combination.map((value) => (typeof value === "string" ? value : null))
      const texts = own.map((value) => (value === null ? "null::varchar" : literal(value)))
      const added = columns.map(({ name }, index) => `${texts[index]} as ${identifier(name)}`)
      const belongs = values.map((value, index) => `${value} is not distinct from ${texts[index]}`)
      const query = `select divided.*, ${added.join(", ")} from ${source} where ${belongs.join(" and ")}`
      const folders = columns.map(({ name }, index) => folderOf(name, own[index] ?? null))
      const part = { ...table, query }
      return {
        path: [inPath(table.name), ...folders, "data.parquet"].join("/"),
        table: { table: part, columns: yield* describeQuery(connection, part) }
      } satisfies PartitionFile
    })
  )
})
