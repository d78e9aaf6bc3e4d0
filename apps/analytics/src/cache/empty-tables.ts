// The empty tables that the build made: a first load starts with a copy instead of about 300 statements.
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { gunzip } from "node:zlib"
import { reasonOf } from "@chatledger/archive/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type { PlatformError } from "effect/PlatformError"
import { type DatabaseOptions, openDatabase } from "../engine/database.ts"
import { CacheNotWritable } from "../failures/errors.ts"
import { createTables } from "../load/load.ts"
import { schemaVersion, sqlFolder } from "../sql-files.ts"

/** The path where the build puts them; the name changes with the tables and with DuckDB. */
export const emptyTablesFile = async (): Promise<string> => {
  const { version } = await import("@duckdb/node-api")
  return fileURLToPath(new URL(`empty-${schemaVersion(version())}.duckdb.gz`, sqlFolder))
}

/** Puts a database of empty tables at a path; false if the build made none for this DuckDB. */
const placeEmptyTables = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const from = yield* Effect.promise(emptyTablesFile)
  const failed = (error: PlatformError) => new CacheNotWritable({ path, reason: reasonOf(error) })
  if (!(yield* Effect.mapError(fs.exists(from), failed))) return false
  const packed = yield* Effect.mapError(fs.readFile(from), failed)
  const bytes = yield* Effect.promise(() => promisify(gunzip)(packed))
  yield* Effect.mapError(fs.writeFile(path, bytes, { flag: "wx", mode: 0o600 }), failed)
  return true
})

/**
 * Opens a new database file with every table, empty, until the scope closes. Fails with `CacheNotWritable` and
 * `DatabaseFailed`.
 */
export const openEmptyTables = Effect.fnUntraced(function* (path: string, options: DatabaseOptions) {
  const hasTables = yield* placeEmptyTables(path)
  const database = yield* openDatabase(path, options)
  if (!hasTables) yield* createTables(database)
  return database
})
