// What `chatledger stats` does: one statistic, or the list of all, a line each.
import { findStatistic, statisticQuery, statistics } from "@chatledger/analytics"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { noteZone } from "../choice.ts"
import type { StatsFlags } from "../commands/stats.ts"
import { WrongUsage } from "../exit.ts"
import { answer } from "../output/answer.ts"
import { destinationOf } from "../output/destination.ts"
import { print } from "../output/stdout.ts"
import { useTables } from "../tables.ts"
import { warnOfUnknown } from "./instances.ts"
import { reportFile } from "./report-file.ts"
import { choiceOf } from "./statistic-choice.ts"

const list = Effect.fnUntraced(function* (format: StatsFlags["format"]) {
  const all = statistics()
  const name = Option.getOrElse(format, () => "table" as const)
  if (name !== "table" && name !== "json")
    return yield* new WrongUsage({ reason: `the list of statistics is table or json, not ${name}` })
  if (name === "json") {
    const rows = all.map(({ sql: _sql, ...described }) => described)
    return yield* print(`${JSON.stringify(rows, null, 2)}\n`)
  }
  const width = Math.max(...all.map((statistic) => statistic.name.length))
  yield* print(all.map((statistic) => `${statistic.name.padEnd(width)}  ${statistic.title}\n`).join(""))
})

export const run = Effect.fnUntraced(function* (given: StatsFlags) {
  if (Option.isNone(given.name)) return yield* list(given.format)
  const statistic = yield* findStatistic(given.name.value)
  const { period, parameters } = yield* choiceOf(statistic, given)
  const asked = yield* statisticQuery(statistic, parameters)
  const destination = yield* destinationOf(given, period.timeZone)
  const report = yield* useTables(
    given,
    Effect.fnUntraced(function* (database) {
      if (statistic.parameters.includes("tz")) yield* noteZone(period)
      yield* warnOfUnknown(database, parameters.instance ?? [])
      return yield* answer(database, { name: statistic.name, ...asked }, destination, Effect.void)
    })
  )
  yield* reportFile(report)
})
