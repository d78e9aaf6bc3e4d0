// The answer of another engine as a table here: of the types that DuckDB would have given, in the engine's order.
//
// The database is a file in a folder that is the caller's to delete.
import { join } from "node:path"
import { literal } from "@chatledger/export"
import type { DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { openDatabase } from "../engine/database.ts"
import { READ_MEMORY } from "../engine/memory.ts"
import { openEmptyTables } from "./empty-tables.ts"

/** The table with the answer. */
export const engineAnswerName = "engine_answer"

/** A built-in statistic: the types of its columns come from its own SQL. */
interface Typed {
  readonly sql: string
  readonly parameters: Readonly<Record<string, DuckDBValue>>
}

/** Lists come as JSON text; everything else is cast to its type. */
const cellOf = (type: string, place: number): string =>
  type.endsWith("[]") ? `from_json(#${place + 1}, '["VARCHAR"]')` : `#${place + 1}`

/**
 * Opens a database in a folder, and puts a Parquet file into its table `engine_answer`, and another with the newest reply
 * into `snapshots`. Fails with `DatabaseFailed`, also for an incomplete file, and `CacheNotWritable`.
 */
export const engineAnswer = Effect.fnUntraced(function* (
  folder: string,
  answer: string,
  newest: string,
  typed?: Typed
) {
  const database = yield* openEmptyTables(join(folder, "chatledger.duckdb"), {
    isReadOnly: false,
    memoryLimit: READ_MEMORY,
    temporaryFolder: join(folder, "tmp")
  })
  yield* database.run(
    `insert into snapshots by name select * from read_parquet(${literal(newest)}, hive_partitioning = false)`
  )
  const source = `read_parquet(${literal(answer)}, hive_partitioning = false)`
  if (typed === undefined) {
    yield* database.run(`create table ${engineAnswerName} as select * from ${source}`)
    return database
  }
  yield* database.rows(
    `create table ${engineAnswerName} as ${typed.sql.replace(/;\s*$/, "")}`,
    typed.parameters
  )
  const columns = yield* database.rows(`describe ${engineAnswerName}`)
  const values = columns.map(({ column_type }, place) => cellOf(String(column_type), place))
  yield* database.run(`insert into ${engineAnswerName} select ${values.join(", ")} from ${source}`)
  return database
})

/** The rows of a Parquet file; fails with `DatabaseFailed`. */
export const rowsOfParquet = Effect.fnUntraced(function* (path: string) {
  const options = { isReadOnly: false, memoryLimit: READ_MEMORY, temporaryFolder: `${path}.tmp` }
  const database = yield* openDatabase(":memory:", options)
  return yield* database.rows(`select * from read_parquet(${literal(path)}, hive_partitioning = false)`)
}, Effect.scoped)
