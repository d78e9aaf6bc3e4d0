// The names that a query in the sandbox may use: the archive's tables, views and macros, its own CTEs, and functions that
// read only their arguments.
//
// DuckDB exposes settings, paths and secrets as views (`pg_settings`, `pragma_database_list`), as functions, and through
// functions that take a name as text. So tables, and functions in FROM, must be in a list; functions in expressions may
// be any except those that read the catalogue, the settings or the machine. Gotcha: the scope of a CTE is not
// tracked, so a CTE named like one of DuckDB's own views is refused.
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"

/** The names that a query may use besides its CTEs. */
export interface Nameable {
  /** Possible spellings of names, qualified with dots, in lower case. */
  readonly tables: ReadonlySet<string>
  /** Names in lower case that mean one of DuckDB's own views without a schema. */
  readonly taken: ReadonlySet<string>
  /** Our table macros, in lower case. */
  readonly macros: ReadonlySet<string>
}

const namesSql = `
  select database_name, schema_name, table_name as name, internal from duckdb_tables()
  union all
  select database_name, schema_name, view_name, internal from duckdb_views()`

const macrosSql = `
  select function_name as name
  from duckdb_functions()
  where function_type = 'table_macro' and not internal and database_name = current_database()`

/** The tables, views and macros that a query of this database may use; internal schemas are excluded. */
export const nameable = Effect.fnUntraced(function* (database: Database) {
  const [row] = yield* database.rows("select current_database() as name")
  const own = String(row?.["name"])
  const tables = new Set<string>()
  const taken = new Set<string>()
  for (const row of yield* database.rows(namesSql)) {
    const place = String(row["database_name"])
    const schema = String(row["schema_name"])
    const name = String(row["name"])
    if (row["internal"] === true) taken.add(name.toLowerCase())
    else if (schema === "main" && (place === own || place === "temp"))
      for (const written of [name, `main.${name}`, `${place}.${name}`, `${place}.main.${name}`])
        tables.add(written.toLowerCase())
  }
  const macros = new Set((yield* database.rows(macrosSql)).map((row) => String(row["name"]).toLowerCase()))
  return { tables, taken, macros } satisfies Nameable
})

/** Functions allowed in FROM besides macros; all others read files or settings, or run another text. */
const tableFunctions =
  /^(unnest|range|generate_series|json_each|json_tree|repeat|repeat_row|summary|icu_calendar_names|pg_timezone_names)$/

/** Functions in expressions that write, wait, run a text, or read the catalogue, the settings or the machine. */
const refusedFunctions =
  /^(write_log|sleep_ms|current_setting|getenv|getvariable|nextval|currval|setseed|which_secret|json_serialize_plan|format_type|get_block_size|(sh)?obj_description|col_description|inet_\w+|pg_(?!typeof$|size_pretty$)\w+)$/

const textIn = (node: object, key: string): string => {
  const value: unknown = Reflect.get(node, key)
  return typeof value === "string" ? value : ""
}

/** A name that cannot be a file. */
const plain = /^[\p{L}\p{N}_$]+$/u

const ctesIn = (node: unknown, found: Set<string> = new Set()): Set<string> => {
  if (typeof node !== "object" || node === null) return found
  const map: unknown = Reflect.get(node, "cte_map")
  const entries: unknown = typeof map === "object" && map !== null ? Reflect.get(map, "map") : undefined
  for (const entry of Array.isArray(entries) ? entries : []) found.add(textIn(entry, "key").toLowerCase())
  for (const inside of Object.values(node)) ctesIn(inside, found)
  return found
}

const refusedTable = (node: object, { tables, taken }: Nameable, ctes: ReadonlySet<string>) => {
  const parts = ["catalog_name", "schema_name", "table_name"].map((key) => textIn(node, key))
  const name = parts.filter((part) => part !== "").join(".")
  const written = name.toLowerCase()
  if (tables.has(written)) return undefined
  const [catalog, schema, table = ""] = parts
  const isBare = catalog === "" && (schema === "" || schema?.toLowerCase() === "recurring")
  const isTaken = taken.has(table.toLowerCase())
  if (isBare && !isTaken && ctes.has(table.toLowerCase())) return undefined
  // DuckDB reports the missing table, and suggests similar ones.
  return schema === "" && !isTaken && plain.test(table) ? undefined : name
}

const refusedHere = (node: object, nameable: Nameable, ctes: ReadonlySet<string>): string | undefined => {
  switch (Reflect.get(node, "type")) {
    case "BASE_TABLE":
      return refusedTable(node, nameable, ctes)
    case "SHOW_REF": {
      const query: unknown = Reflect.get(node, "query")
      const isTables = /^"?tables"?$/i.test(textIn(node, "table_name"))
      const isElsewhere = textIn(node, "schema_name") !== "" || textIn(node, "catalog_name") !== ""
      return (typeof query === "object" && query !== null) || (isTables && !isElsewhere) ? undefined : "SHOW"
    }
    case "TABLE_FUNCTION": {
      const called: unknown = Reflect.get(node, "function")
      const name = typeof called === "object" && called !== null ? textIn(called, "function_name") : ""
      const isKnown = tableFunctions.test(name.toLowerCase()) || nameable.macros.has(name.toLowerCase())
      return isKnown ? undefined : name
    }
    default: {
      const name = textIn(node, "function_name")
      return refusedFunctions.test(name.toLowerCase()) ? name : undefined
    }
  }
}

/** The first forbidden name in a parsed query; undefined if there is none. */
export const refusedName = (
  parsed: unknown,
  nameable: Nameable,
  ctes: ReadonlySet<string> = ctesIn(parsed)
): string | undefined => {
  if (typeof parsed !== "object" || parsed === null) return undefined
  const refused = Array.isArray(parsed) ? undefined : refusedHere(parsed, nameable, ctes)
  if (refused !== undefined) return refused
  for (const inside of Object.values(parsed)) {
    const deeper = refusedName(inside, nameable, ctes)
    if (deeper !== undefined) return deeper
  }
  return undefined
}
