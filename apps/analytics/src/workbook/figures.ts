// Figures of a page: the rows of a statistic, wrapped in a query, so that file and command agree.
import * as Effect from "effect/Effect"
import type { Choice } from "../chosen/chosen-rows.ts"
import type { Database } from "../engine/database.ts"
import { bare } from "../engine/sql-pieces.ts"
import { findStatistic, statisticQuery } from "../statistics/statistics.ts"

/** Runs a query in which `figures` is the rows of a statistic. Fails with `DatabaseFailed`. */
export const figures = Effect.fnUntraced(function* (
  database: Database,
  name: string,
  choice: Choice,
  timeZone: string,
  around: string
) {
  const { chat, from, instance, to } = choice
  const statistic = yield* findStatistic(name)
  const { parameters, sql } = yield* statisticQuery(statistic, { from, to, instance, chat, tz: timeZone })
  return yield* database.rows(`with figures as (${bare(sql)}) ${around}`, parameters)
})
