// Wall-clock times in time zones, by DuckDB's zone database, because DuckDB also counts by it.
//
// Uses an in-memory DuckDB instance, opened on first use and kept for the life of the process. UTC needs none. Gotcha:
// nothing here may import DuckDB, because most commands that take a time do without it.
import * as Effect from "effect/Effect"
import * as Scope from "effect/Scope"
import * as Semaphore from "effect/Semaphore"
import { openDatabase } from "../engine/database.ts"
import { macrosSql } from "../sql-files.ts"

const MEMORY = "128MB"

const open = Effect.gen(function* () {
  const options = { isReadOnly: false, memoryLimit: MEMORY, temporaryFolder: "", settings: { threads: "1" } }
  const database = yield* openDatabase(":memory:", options)
  yield* database.run(macrosSql("", ["zones"]))
  return database
})

const opened = Effect.runSync(Effect.cached(Effect.uninterruptible(Scope.provide(open, Scope.makeUnsafe()))))
const { withPermit } = Semaphore.makeUnsafe(1)

const rows = (sql: string, parameters: Parameters<Effect.Success<typeof opened>["rows"]>[1]) =>
  Effect.flatMap(opened, (database) => withPermit(database.rows(sql, parameters)))

/**
 * The instant of a wall-clock time in a zone (`2026-01-31T14:05:09.123`). For a repeated time it is
 * the first, for a skipped one the instant without the clock change.
 */
export const instantAt = Effect.fnUntraced(function* (wall: string, timeZone: string) {
  if (timeZone === "UTC") return new Date(`${wall}Z`)
  const sql = "select epoch_ms(instant_in($zone::varchar, $wall::timestamp)) as millis"
  const [row] = yield* rows(sql, { zone: timeZone, wall })
  return new Date(Number(row?.["millis"]))
})

/** Wall-clock times in a zone for instants (milliseconds since 1970), as `2026-01-31 14:05`. */
export const wallTimes = Effect.fnUntraced(function* (millis: ReadonlyArray<number>, timeZone: string) {
  const inUtc = (at: number) => new Date(at).toISOString().slice(0, 16).replace("T", " ")
  if (timeZone === "UTC" || millis.length === 0) return new Map(millis.map((at) => [at, inUtc(at)]))
  const found = yield* rows(
    `select moment, strftime(timezone($zone::varchar, to_timestamp(moment / 1000)), '%Y-%m-%d %H:%M') as wall
     from (select unnest(string_split($millis::varchar, ',')::double[]) as moment)`,
    { zone: timeZone, millis: millis.join(",") }
  )
  return new Map(found.map((row) => [Number(row["moment"]), String(row["wall"])]))
})
