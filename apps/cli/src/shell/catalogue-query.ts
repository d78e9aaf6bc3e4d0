// The queries of `.tables` and `.schema`.
import type { Query } from "../sandbox/protocol.ts"

/** The tables, with their row counts and meanings. */
export const tablesQuery = `
  select table_name as "table", estimated_size as "rows", comment as meaning
  from (
    select database_name, schema_name, table_name, estimated_size, comment from duckdb_tables()
    union all
    select database_name, schema_name, view_name, null, comment from duckdb_views()
  )
  where schema_name = 'main' and database_name = current_database() and table_name <> 'observations'
  order by table_name`

/** The columns of a table, or of all tables. */
export const schemaQuery = (table: string | undefined): Query => ({
  sql: `
    select ${table === undefined ? 'table_name as "table", ' : ""}column_name as "column", data_type as type, comment as meaning
    from duckdb_columns()
    where schema_name = 'main' and database_name = current_database() and table_name <> 'observations'
      and ($table::varchar is null or table_name = $table)
    order by table_name, column_index`,
  parameters: { table: table ?? null }
})
