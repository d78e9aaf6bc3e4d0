// chatledger stats: one statistic, or the list of all.
import { findStatistic, statisticQuery, statistics } from "@chatledger/analytics"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { optionalInstant, periodOf } from "../choice.ts"
import { Messages } from "../console.ts"
import * as flags from "../flags.ts"
import { answer, destinationOf } from "../output/answer.ts"
import { isTerminal, print } from "../output/stdout.ts"
import { useTables, withMessages } from "../session.ts"
import { reportFile } from "./report-file.ts"

const statsFlags = {
  name: flags.statistic,
  from: flags.from,
  to: flags.to,
  last: flags.last,
  asOf: flags.asOf,
  at: flags.at,
  instance: flags.instances,
  chat: flags.chats,
  tz: flags.tz,
  param: flags.params,
  format: flags.answerFormat,
  out: flags.out,
  csvProfile: flags.csvProfile,
  force: flags.force,
  ...flags.common
}

type StatsFlags = Command.Command.Config.Infer<typeof statsFlags>

const list = Effect.fnUntraced(function* (format: StatsFlags["format"]) {
  const all = statistics()
  const asJson = Option.match(format, { onNone: () => !isTerminal(), onSome: (name) => name !== "table" })
  if (asJson) {
    const rows = all.map(({ name, title, grain, parameters, columns }) => ({
      name,
      title,
      grain,
      parameters,
      columns
    }))
    return yield* print(`${JSON.stringify(rows, null, 2)}\n`)
  }
  const width = Math.max(...all.map(({ name }) => name.length))
  yield* print(all.map(({ name, title }) => `${name.padEnd(width)}  ${title}\n`).join(""))
})

const run = Effect.fnUntraced(function* (given: StatsFlags) {
  const messages = yield* Messages
  if (Option.isNone(given.name)) return yield* list(given.format)
  const statistic = yield* findStatistic(given.name.value)
  const period = yield* periodOf(given)
  const asked = yield* statisticQuery(statistic, {
    from: period.from,
    to: period.to,
    instance: given.instance,
    chat: given.chat,
    tz: period.timeZone,
    as_of: yield* optionalInstant("as-of", given.asOf, period.timeZone),
    at: yield* optionalInstant("at", given.at, period.timeZone),
    own: given.param
  })
  const destination = yield* destinationOf(given, period.timeZone)
  if (period.isMachineZone && statistic.parameters.includes("tz"))
    yield* messages.note(`times are in ${period.timeZone}: --tz names another zone`)
  const report = yield* useTables(given, undefined, (database) =>
    answer(database, { name: statistic.name, ...asked }, destination)
  )
  yield* reportFile(report)
})

export const statsCommand = Command.make("stats", statsFlags, (given) =>
  withMessages(given, run(given))
).pipe(
  Command.withDescription("A statistic of reactions, polls, activity or answers; without a name, the list"),
  Command.withExamples([
    {
      command: "chatledger stats poll_results --chat 120363041234567890@g.us",
      description: "results of the polls of a group"
    },
    {
      command: "chatledger stats activity_by_day --last 30d --tz Europe/Moscow",
      description: "messages by day"
    }
  ])
)
