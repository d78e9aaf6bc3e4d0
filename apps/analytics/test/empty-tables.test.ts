// The empty tables that the build made are those that a load would make.
import { existsSync } from "node:fs"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { expect } from "vitest"
import { emptyTablesFile, openEmptyTables } from "../src/cache/empty-tables.ts"
import { type Database, openDatabase } from "../src/engine/database.ts"
import { createTables } from "../src/load/load.ts"

const described = Effect.fnUntraced(function* (database: Database) {
  return [
    yield* database.rows("select schema_name, table_name, comment, sql from duckdb_tables() order by all"),
    yield* database.rows(
      `select schema_name, table_name, column_name, data_type, is_nullable, comment from duckdb_columns()
       where not internal order by all`
    ),
    yield* database.rows(
      "select schema_name, function_name, parameters, macro_definition from duckdb_functions() where not internal order by all"
    ),
    yield* database.rows("from ledger.version")
  ]
})

layer(NodeServices.layer)("a first load", (it) => {
  it.effect("begins with the tables, comments and macros that it would make itself", () =>
    Effect.gen(function* () {
      expect(existsSync(yield* Effect.promise(emptyTablesFile)), "made by the build").toBe(true)
      const fs = yield* FileSystem.FileSystem
      const folder = yield* fs.makeTempDirectoryScoped({ prefix: "chatledger-" })
      const options = { isReadOnly: false, memoryLimit: "500MB", temporaryFolder: `${folder}/tmp` }
      const placed = yield* openEmptyTables(`${folder}/placed.duckdb`, options)
      const path = `${folder}/made.duckdb`
      // DuckDB writes macros of a file in other words than those that were just made.
      yield* Effect.scoped(Effect.flatMap(openDatabase(path, options), (database) => createTables(database)))
      const made = yield* openDatabase(path, options)
      expect(yield* described(placed)).toEqual(yield* described(made))
    })
  )
})
