// A statistic as rows that a sheet can be made of: its query, with its parameters written into it.
// Ours alone: macros and casts give every parameter its type, as a test holds.
import { literal } from "@chatledger/export"
import * as Effect from "effect/Effect"
import { bare } from "../../sql-pieces.ts"
import { findStatistic, statisticQuery } from "../../statistics.ts"
import type { SheetOptions } from "./sheet.ts"

const list = (values: ReadonlyArray<string> | undefined) =>
  values === undefined || values.length === 0 ? "null" : `[${values.map(literal).join(", ")}]`

const moment = (date: Date | undefined) => (date === undefined ? "null" : literal(date.toISOString()))

/** The SQL of a statistic of ours over the choice. */
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
