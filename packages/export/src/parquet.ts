// Parquet by DuckDB's COPY: zstd, rows in the query's order, times as UTC (isAdjustedToUTC).
// The key-value metadata has the program, the table, the comments of table and columns, and the caller's metadata.
// See `parquet-type.ts` for the types.
// Gotcha: without a total order in the query two runs give different bytes.
import { copyTo, oneTable } from "./copy.ts"
import { storedInParquet } from "./parquet-type.ts"
import { columnAt, identifier, literal, wrapped } from "./sql-text.ts"
import { columnSettings, type QueryColumn, type Table } from "./table.ts"
import { programText } from "./writer.ts"

/** The key of the column comments, a JSON object by column name. */
const columnCommentsKey = "column_comments"

/** The SELECT for the rows of the file, in the table's order. */
const parquetSelect = (table: Table, all: ReadonlyArray<QueryColumn>, shown: ReadonlyArray<QueryColumn>) => {
  const columns = shown.map(
    ({ name, position, type }) => `${storedInParquet(type, columnAt(position))} as ${identifier(name)}`
  )
  return `select ${columns.join(", ")} from ${wrapped(table, all.length)}`
}

/** The key-value metadata of a table's file; keys of the caller come first and cannot override ours. */
const parquetMetadata = (
  table: Table,
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

export const writer = oneTable((connection, { all, shown, table }, file, settings) => {
  const about = {
    ...settings.metadata,
    program: programText(settings),
    created_at: settings.createdAt.toISOString(),
    time_zone: "UTC"
  }
  const entries = Object.entries(parquetMetadata(table, shown, about)).map(
    ([key, value]) => `${identifier(key)}: ${literal(value)}`
  )
  return copyTo(connection, table.name, parquetSelect(table, all, shown), file, [
    "format parquet",
    "compression zstd",
    `kv_metadata {${entries.join(", ")}}`
  ])
})
