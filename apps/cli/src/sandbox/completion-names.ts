// Names for completion: the public tables with their columns, DuckDB's functions and keywords.
import { catalogue, type Database } from "@chatledger/analytics"
import * as Effect from "effect/Effect"
import type { Names } from "./protocol.ts"

/** Leaves out functions that implement operators, and internal ones. */
const functionNames = `
  select distinct function_name as name from duckdb_functions()
  where function_type in ('scalar', 'aggregate', 'macro') and regexp_full_match(function_name, '[a-z][a-z0-9_]+')
    and not starts_with(function_name, 'pg_') and not starts_with(function_name, 'has_')
  union select unnest(['unnest', 'range', 'generate_series'])
  order by name`

const keywordNames = `
  select keyword_name as name from duckdb_keywords()
  where keyword_category <> 'unreserved' or keyword_name in ('by', 'over', 'partition', 'rows', 'nulls', 'first', 'last',
    'values', 'recursive', 'filter', 'within', 'exclude', 'replace', 'ordinality', 'interval', 'year', 'month', 'day', 'hour')
  order by name`

export const namesOf = Effect.fnUntraced(function* (database: Database) {
  const names = (sql: string) =>
    Effect.map(database.rows(sql), (rows) => rows.map((row) => String(row["name"])))
  const tables = yield* catalogue(database)
  return {
    tables: {
      ...Object.fromEntries(tables.map(({ name, columns }) => [name, columns.map((column) => column.name)])),
      names: ["instance_id", "id", "name"]
    },
    functions: yield* names(functionNames),
    keywords: yield* names(keywordNames)
  } satisfies Names
})
