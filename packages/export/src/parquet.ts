// Parquet by DuckDB's COPY: zstd, rows in the query's order, times as UTC (isAdjustedToUTC).
// The file explains itself in its key-value metadata: program, table, comments of table and columns, the caller's metadata.
// What types become is `parquet-type.ts`.
// Gotcha: without a total order in the query two runs give different bytes.
import { resolve } from "node:path"
import { storedInParquet } from "./parquet-type.ts"
import { columnAt, identifier, literal, wrapped } from "./sql-text.ts"
import { columnSettings, type ExportTable, type QueryColumn } from "./table.ts"

/** The key under which the comments of the columns stand, as a JSON object by column name. */
export const columnCommentsKey = "column_comments"

/** The SELECT whose rows are the rows of the file, in the table's order. */
export const parquetSelect = (
  table: ExportTable,
  all: ReadonlyArray<QueryColumn>,
  shown: ReadonlyArray<QueryColumn>
) => {
  const columns = shown.map(
    ({ name, position, type }) => `${storedInParquet(type, columnAt(position))} as ${identifier(name)}`
  )
  return `select ${columns.join(", ")} from ${wrapped(table, all.length)}`
}

/** The key-value metadata of a table's file; keys of the caller come first and cannot hide ours. */
export const parquetMetadata = (
  table: ExportTable,
  shown: ReadonlyArray<QueryColumn>,
  about: Readonly<Record<string, string>>
): Readonly<Record<string, string>> => {
  const comments = shown.flatMap(({ name }) => {
    const { comment } = columnSettings(table, name)
    return comment === undefined ? [] : [[name, comment] as const]
  })
  return {
    ...about,
    table: table.name,
    ...(table.comment === undefined ? {} : { comment: table.comment }),
    ...(comments.length === 0 ? {} : { [columnCommentsKey]: JSON.stringify(Object.fromEntries(comments)) })
  }
}

/** The statement that writes the rows to a path. Its count of rows is its answer. */
export const parquetCopy = (select: string, metadata: Readonly<Record<string, string>>, path: string) => {
  const entries = Object.entries(metadata).map(([key, value]) => `${identifier(key)}: ${literal(value)}`)
  const options = [
    "format parquet",
    "compression zstd",
    `kv_metadata {${entries.join(", ")}}`,
    "use_tmp_file false"
  ]
  return `copy (${select}) to ${literal(resolve(path))} (${options.join(", ")})`
}
