// DESCRIBE, SHOW TABLES and SHOW in the sandbox, answered from the catalogue with comments, which DuckDB's own lack.
//
// The statement is replaced by a built-in SELECT, which the sandbox runs as it is. A
// name that is not one of our tables, or a query to describe, is left to DuckDB.
import { literal } from "@chatledger/export"
import { bare } from "../engine/sql-pieces.ts"
import { tableFiles, tables } from "./tables.ts"

const columnsOf = (table: string) =>
  `select column_name, data_type as column_type, comment
   from duckdb_columns()
   where database_name = current_database() and schema_name = 'main' and table_name = ${literal(table)}
   order by column_index`

/** The catalogue knows the sizes of tables, not those of views. */
const viewSizes = () => {
  const cases = tableFiles()
    .filter(({ isView, table }) => isView && table !== undefined)
    .map(({ name }) => `when view_name = ${literal(name)} then (select count(*) from ${name})`)
  return cases.length === 0 ? "null" : `case ${cases.join(" ")} end`
}

const allTables = () => `select table_name as name, estimated_size as row_count, comment
   from (
     select database_name, schema_name, table_name, estimated_size, comment from duckdb_tables()
     union all
     select database_name, schema_name, view_name, ${viewSizes()}, comment from duckdb_views() where not internal
   )
   where database_name = current_database() and schema_name = 'main'
   order by table_name`

/** The query that answers the text; the text itself if it describes none of our tables. */
export const describing = (sql: string): string => {
  const text = bare(sql)
  if (/^(show\s+(all\s+)?tables|describe|desc|show)$/i.test(text)) return allTables()
  const [, name = ""] = /^(?:describe|desc|show)\s+(?:table\s+)?(?:main\s*\.\s*)?"?(\w+)"?$/i.exec(text) ?? []
  const table = tables().find((other) => other.name === name.toLowerCase())
  return table === undefined ? sql : columnsOf(table.name)
}
