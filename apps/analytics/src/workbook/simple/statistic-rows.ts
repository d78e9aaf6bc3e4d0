// A statistic as rows for a sheet: its query with the parameter values written in.
// For built-in statistics only: their macros and casts give every parameter its type, which a test checks.
import { literal } from "@chatledger/export"
import * as Effect from "effect/Effect"
import { bare } from "../../engine/sql-pieces.ts"
import { findStatistic, statisticQuery } from "../../statistics/statistics.ts"
import type { SheetOptions } from "./sheet.ts"

const list = (values: ReadonlyArray<string> | undefined) =>
  values === undefined || values.length === 0 ? "null" : `[${values.map(literal).join(", ")}]`

const moment = (date: Date | undefined) => (date === undefined ? "null" : literal(date.toISOString()))

/** The SQL of a built-in statistic over the choice. */
export const statisticRows = Effect.fnUntraced(function* (
  name: string,
  { choice: { chat, from, instance, to }, timeZone }: Pick<SheetOptions, "choice" | "timeZone">
) {
  const statistic = yield* findStatistic(name)
  yield* statisticQuery(statistic, { from, to, instance, chat, tz: timeZone })
  const values: Readonly<Record<string, string>> = {
    from: moment(from),
    to: moment(to),
    instance: list(instance),
    chat: list(chat),
    tz: literal(timeZone)
  }
  return bare(statistic.sql).replace(/\$(\w+)/g, (_, parameter: string) => values[parameter] ?? "null")
})
