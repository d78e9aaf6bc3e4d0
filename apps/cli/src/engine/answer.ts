// An answer of an engine, written as any answer is: the rows come as Parquet, and the rest is done here.
import * as NodePath from "node:path"
import { type Statistic, type StatisticParameters, statisticQuery } from "@chatledger/analytics"
import { engineAnswer, engineAnswerName, statisticFor } from "@chatledger/analytics/internal"
import { reasonOf } from "@chatledger/archive/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { strings } from "../messages/strings.ts"
import { answer } from "../output/answer.ts"
import { type Destination, QUERY } from "../output/destination.ts"
import { type Shape, shapedSql } from "../tables/shape.ts"
import { Messages } from "../terminal/console.ts"
import { FileNotWritten } from "../terminal/stdout.ts"
import { compareWithRecord } from "./compare.ts"
import { connect } from "./connect.ts"
import type { Engine } from "./engine.ts"
import type { EnginePlace } from "./place.ts"

/** The columns of `snapshots` that an answer needs, of the newest reply. */
const NEWEST = `select
  snapshot_id, instance_id, journal, kind, requested_at, requested_at_is_guess, origin, message_count, byte_count, '' as sha256
from snapshots
order by requested_at desc
limit 1`

const ownFolder = Effect.flatMap(FileSystem.FileSystem, (fs) =>
  fs.makeTempDirectoryScoped({ prefix: "chatledger-engine-" }).pipe(
    Effect.mapError((error) => {
      const reason = strings.reason(reasonOf(error))
      return new FileNotWritten({ path: strings.configuration.temporaryFile, reason })
    })
  )
)

const fetched = Effect.fnUntraced(function* (engine: Engine, folder: string, sql: string) {
  const [rows, newest] = [NodePath.join(folder, "answer.parquet"), NodePath.join(folder, "newest.parquet")]
  yield* engine.answerTo(sql, rows)
  yield* engine.answerTo(NEWEST, newest)
  return { rows, newest }
})

/** Reads the files; an incomplete file is an incomplete answer. */
const asTable = (engine: Engine, ...given: Parameters<typeof engineAnswer>) =>
  engineAnswer(...given).pipe(
    Effect.catchTag("DatabaseFailed", () => Effect.fail(engine.failed({ code: "engine_half_answer" })))
  )

/** Answers a statistic with an engine. Fails with `EngineFailed`, and as `answer` does. */
export const answerStatistic = Effect.fnUntraced(function* (
  place: EnginePlace,
  statistic: Statistic,
  parameters: StatisticParameters,
  shape: Partial<Shape>,
  destination: Destination
) {
  const messages = yield* Messages
  const engine = yield* connect(place)
  const { name } = statistic
  const typed = yield* statisticQuery(statistic, parameters)
  const folder = yield* ownFolder
  const isOfSeveral = yield* compareWithRecord(engine, folder)
  const { own, ...given } = parameters
  const { newest, rows } = yield* fetched(
    engine,
    folder,
    statisticFor(statistic, engine.dialect, { ...given, ...own }, isOfSeveral)
  )
  const database = yield* asTable(engine, folder, rows, newest, typed)
  const sql = shapedSql(`select * from ${engineAnswerName}`, shape)
  const noteRows = (count: number) => (count === 0 ? messages.note(strings.empty.noRows(name)) : Effect.void)
  return yield* answer(database, { name, sql, parameters: {} }, destination, noteRows)
}, Effect.scoped)

/** Answers a query of the user with an engine, in the engine's own SQL. Fails as `answerStatistic` does. */
export const answerQuery = Effect.fnUntraced(function* (
  place: EnginePlace,
  sql: string,
  destination: Destination
) {
  const engine = yield* connect(place)
  const folder = yield* ownFolder
  yield* compareWithRecord(engine, folder)
  const { newest, rows } = yield* fetched(engine, folder, sql)
  const database = yield* asTable(engine, folder, rows, newest)
  const question = { name: QUERY, sql: `select * from ${engineAnswerName}`, parameters: {} }
  return yield* answer(database, question, destination)
}, Effect.scoped)
