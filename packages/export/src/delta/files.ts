// The Parquet files of changed partitions: one COPY for all of them, under names that no commit refers to yet.
import { dirname, relative, resolve, sep } from "node:path"
import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api"
import { DuckDBMapValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { copyFailure } from "../copy.ts"
import { storedInParquet } from "../parquet-type.ts"
import { run, settle } from "../query.ts"
import { identifier, literal, statementText } from "../sql-text.ts"
import type { QueryColumn } from "../table.ts"
import { flush, flushFolder } from "../temp-file.ts"
import type { DatasetTable } from "./dataset-table.ts"
import { type ColumnFigures, statisticsOf } from "./file-statistics.ts"
import { keyOf, type Partition } from "./fingerprint.ts"
import { DataFiles } from "./object-store.ts"

export interface DataFile {
  /** Relative to the folder of the table, with `/`, percent-encoded as in the log. */
  readonly path: string
  readonly key: string
  readonly values: ReadonlyArray<string | null>
  readonly rows: number
  readonly bytes: number
  readonly statistics: string
}

const AT_ONCE = 1000

const inLog = (part: string) => encodeURIComponent(part).replaceAll("%3D", "=")

const entriesOf = (value: DuckDBValue | undefined): ReadonlyArray<readonly [string, DuckDBValue]> =>
  value instanceof DuckDBMapValue ? value.entries.map(({ key, value: held }) => [String(key), held]) : []

const unquoted = (name: string) => (/^".*"$/.test(name) ? name.slice(1, -1).replaceAll('""', '"') : name)

const figuresIn = (value: DuckDBValue | undefined): ColumnFigures =>
  new Map(
    entriesOf(value).map(([name, held]) => [
      unquoted(name),
      Object.fromEntries(entriesOf(held).map(([key, text]) => [key, String(text)]))
    ])
  )

const nameChanged = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  { by, name }: DatasetTable,
  changed: ReadonlyArray<Partition>
) {
  const columns = by.map((column) => `${identifier(column)} varchar`)
  yield* run(connection, name, `create or replace temp table changed_partitions (${columns.join(", ")})`)
  for (let at = 0; at < changed.length; at += AT_ONCE) {
    const rows = changed
      .slice(at, at + AT_ONCE)
      .map(
        ({ values }) => `(${values.map((value) => (value === null ? "null" : literal(value))).join(", ")})`
      )
    yield* run(connection, name, `insert into changed_partitions values ${rows.join(", ")}`)
  }
})

/** A condition on the owners of the partitions, so that the rows of others are not read. */
const ownersOf = ({ by: [owner = ""] }: DatasetTable, changed: ReadonlyArray<Partition>) => {
  const owners = new Set(changed.map(({ values }) => values[0] ?? null))
  if (owners.has(null) || owners.size > AT_ONCE) return ""
  return `where r.${identifier(owner)} in (${[...owners].map((value) => literal(value ?? "")).join(", ")})`
}

/**
 * Writes the rows of partitions into the folder of their table; `isAll` if these are all partitions. Fails with `QueryFailed`, `OutputNotWritable`.
 */
export const writeFiles = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  directory: string,
  table: DatasetTable,
  own: ReadonlyArray<QueryColumn>,
  changed: ReadonlyArray<Partition>,
  isAll: boolean
) {
  const { by, name, order } = table
  if (!isAll) yield* nameChanged(connection, table, changed)
  const on = by.map((column) => `x.${identifier(column)} is not distinct from r.${identifier(column)}`)
  const some = isAll
    ? ""
    : `semi join temp.changed_partitions as x on ${on.join(" and ")} ${ownersOf(table, changed)}`
  const stored = own.map(({ name: column, type }) => {
    const held = `r.${identifier(column)}`
    return `${storedInParquet(type, held)} as ${identifier(column)}`
  })
  const keys = by.map((column) => `r.${identifier(column)}`)
  const root = resolve(directory)
  const copy = `copy (
       select ${[...stored, ...keys].join(", ")} from (${statementText(table)}) as r ${some}
       order by ${keys.join(", ")}, ${order}
     ) to ${literal(root)} (
       format parquet, compression zstd, partition_by (${by.map(identifier).join(", ")}),
       filename_pattern 'part-{uuid}', overwrite_or_ignore, return_stats true
     )`
  const copied = yield* settle(connection, () => connection.run(copy)).pipe(
    Effect.mapError((cause) => copyFailure(cause, name, { path: root, target: directory }))
  )
  const rows = yield* Effect.promise(() => copied.getRowObjects())
  const files = rows.map((row): DataFile => {
    const filename = String(row["filename"])
    const given = new Map(entriesOf(row["partition_keys"]))
    const values = by.map((column) => {
      const value = given.get(column)
      return value === null || value === undefined || value === "__HIVE_DEFAULT_PARTITION__"
        ? null
        : String(value)
    })
    const path = relative(root, resolve(filename)).replaceAll("\\", "/")
    return {
      path: path.split("/").map(inLog).join("/"),
      key: keyOf(values),
      values,
      rows: Number(row["count"]),
      bytes: Number(row["file_size_bytes"]),
      statistics: statisticsOf(Number(row["count"]), own, figuresIn(row["column_statistics"]))
    }
  })
  const folders = new Set([root])
  for (const row of rows) {
    const path = resolve(String(row["filename"]))
    yield* flush({ path, target: path })
    for (let folder = dirname(path); folder.length > root.length; folder = dirname(folder))
      folders.add(folder)
  }
  for (const folder of folders) yield* flushFolder(folder)
  yield* (yield* DataFiles).written(rows.map((row) => resolve(String(row["filename"]))))
  return files
})

/** The path of a file in a log; undefined if it is outside the folder of its table. */
export const placeOf = (directory: string, path: string): string | undefined => {
  try {
    const place = resolve(directory, ...path.split("/").map(decodeURIComponent))
    return place.startsWith(`${resolve(directory)}${sep}`) ? place : undefined
  } catch {
    return undefined
  }
}
