// What `chatledger stats` does: one statistic, or the list of all, a line each. The user's own run behind the locked door.
import {
  checkQuery,
  findStatistic,
  lock,
  ownStatistics,
  type Statistic,
  statisticQuery,
  statistics
} from "@chatledger/analytics"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { noteZone } from "../choice.ts"
import type { StatsFlags } from "../commands/stats.ts"
import { WrongUsage } from "../exit.ts"
import { answer } from "../output/answer.ts"
import { destinationOf } from "../output/destination.ts"
import { print } from "../output/stdout.ts"
import { useTables } from "../tables.ts"
import { harmless } from "../terminal-text.ts"
import { noteCovered } from "./covered.ts"
import { warnOfUnknown } from "./instances.ts"
import { peopleOf } from "./people.ts"
import { reportFile } from "./report-file.ts"
import { choiceOf } from "./statistic-choice.ts"

const list = Effect.fnUntraced(function* (format: StatsFlags["format"], own: ReadonlyArray<Statistic>) {
  const all = [...statistics(), ...own]
  const name = Option.getOrElse(format, () => "table" as const)
  if (name !== "table" && name !== "json")
    return yield* new WrongUsage({ reason: `the list of statistics is table or json, not ${name}` })
  if (name === "json") {
    const rows = all.map(({ sql: _sql, ...described }) => described)
    return yield* print(`${JSON.stringify(rows, null, 2)}\n`)
  }
  const width = Math.max(...all.map((statistic) => statistic.name.length))
  yield* print(
    all.map(({ name: shown, title }) => harmless(`${shown.padEnd(width)}  ${title}`.trimEnd())).join("\n") +
      "\n"
  )
})

export const run = Effect.fnUntraced(function* (given: StatsFlags) {
  const own = (yield* Effect.forEach(given.queries, ownStatistics)).flat()
  if (Option.isNone(given.name)) return yield* list(given.format, own)
  const statistic = yield* findStatistic(given.name.value, own)
  const { period, parameters } = yield* choiceOf(statistic, given)
  const asked = yield* statisticQuery(statistic, parameters)
  const destination = yield* destinationOf(given, period.timeZone)
  const count = yield* peopleOf(given)
  const report = yield* useTables(
    given,
    Effect.fnUntraced(function* (database) {
      if (statistic.parameters.includes("tz")) yield* noteZone(period)
      yield* warnOfUnknown(database, parameters.instance ?? [])
      yield* noteCovered(database, period, parameters.instance ?? [])
      yield* count(database)
      const close = Effect.andThen(
        lock(database, period.timeZone),
        checkQuery(database, asked.sql, asked.parameters)
      )
      const question = { name: statistic.name, ...asked }
      return yield* answer(database, question, destination, statistic.isOwn ? close : Effect.void)
    })
  )
  yield* reportFile(report)
})
