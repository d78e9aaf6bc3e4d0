// `--shard` and `--part`: parts of an answer as Parquet files, whose metadata says which part of which question they are.
import { createHash } from "node:crypto"
import type { Database, Statistic } from "@chatledger/analytics"
import { placeColumn } from "@chatledger/analytics/internal"
import { literal } from "@chatledger/export"
import type { DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import type { Shard } from "../../configuration/shard.ts"
import { WrongUsage } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import { sandboxParameters } from "../../sandbox/parameters.ts"

const PART = "part"
const QUESTION = "question"
const TABLE = "table"

/** The metadata of the file of a part. */
export const metadataOf = (
  { number, of }: Shard,
  sql: string,
  parameters: Readonly<Record<string, DuckDBValue>>,
  naming: unknown
): Readonly<Record<string, string>> => ({
  [PART]: `${number}/${of}`,
  [QUESTION]: createHash("sha256")
    .update(JSON.stringify([sql, sandboxParameters(parameters), naming]))
    .digest("hex")
})

const refuse = (reason: string) => Effect.fail(new WrongUsage({ reason }))

const readPart = Effect.fnUntraced(function* (database: Database, path: string, { name }: Statistic) {
  const unreadable = refuse(strings.parts.partUnreadable(path))
  const fs = yield* FileSystem.FileSystem
  const found = yield* Effect.option(fs.stat(path))
  // DuckDB would read every file of a folder, and of a pattern.
  if (Option.isNone(found) || found.value.type !== "File" || /[*?[]/.test(path)) return yield* unreadable
  const rows = yield* database
    .rows(`select decode(key) as key, decode(value) as value from parquet_kv_metadata(${literal(path)})`)
    .pipe(Effect.catchTag("DatabaseFailed", () => unreadable))
  const metadata = new Map(rows.map(({ key, value }) => [String(key), String(value)]))
  const [part, question] = [metadata.get(PART), metadata.get(QUESTION)]
  const [, number, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(part ?? "") ?? []
  if (question === undefined || part === undefined || count === undefined || metadata.get(TABLE) !== name)
    return yield* refuse(strings.parts.partOfAnother(path, name))
  return { path, part, number: Number(number), count: Number(count), question }
})

/** The queries of the rows of part files. Fails with `WrongUsage` if they are not all parts of one question. */
export const fromFiles = Effect.fnUntraced(function* (
  database: Database,
  paths: ReadonlyArray<string>,
  statistic: Statistic
) {
  const parts = yield* Effect.forEach(paths, (path) => readPart(database, path, statistic))
  const [first] = parts
  if (first === undefined) return []
  const seen = new Set<number>()
  for (const { count, number, part, path, question } of parts) {
    if (question !== first.question || count !== first.count)
      return yield* refuse(strings.parts.partsDiffer(path, first.path))
    if (seen.has(number)) return yield* refuse(strings.parts.partTwice(path, part))
    seen.add(number)
  }
  const missing = Array.from({ length: first.count }, (_, place) => place + 1).filter((n) => !seen.has(n))
  if (missing.length > 0)
    return yield* refuse(strings.parts.partsMissing(missing.map((n) => `${n}/${first.count}`)))
  return parts.map(
    ({ path }) =>
      `select * exclude file_row_number, file_row_number as ${placeColumn} from read_parquet(${literal(path)}, file_row_number = true, hive_partitioning = false)`
  )
})
