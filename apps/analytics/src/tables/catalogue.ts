// The catalogue: tables and columns with their meanings, from the database.
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"
import { publicTables } from "./tables.ts"

/** A column of a table, as the database describes it. */
export interface CatalogueColumn {
  readonly name: string
  /** As DuckDB writes it. */
  readonly type: string
  readonly comment: string
}

/** A public table, as the database describes it. */
export interface CatalogueTable {
  readonly name: string
  readonly comment: string
  readonly columns: ReadonlyArray<CatalogueColumn>
}

/** The public tables in reading order. */
export const catalogue = Effect.fnUntraced(function* (database: Database) {
  const rows = yield* database.rows(
    `select c.table_name, t.comment as table_comment, c.column_name, c.data_type, c.comment
     from duckdb_columns() as c
     join (
       select database_name, schema_name, table_name, comment from duckdb_tables()
       union all
       select database_name, schema_name, view_name, comment from duckdb_views() where not internal
     ) as t using (database_name, schema_name, table_name)
     where c.schema_name = 'main' and c.database_name = current_database()
     order by c.table_name, c.column_index`
  )
  return publicTables().map((name): CatalogueTable => {
    const own = rows.filter((row) => row["table_name"] === name)
    const columns = own.map((row) => ({
      name: String(row["column_name"]),
      type: String(row["data_type"]),
      comment: String(row["comment"] ?? "")
    }))
    return { name, comment: String(own[0]?.["table_comment"] ?? ""), columns }
  })
})
