// `chatledger stats`: one statistic, or a list of all with one line each. The user's own run in the sandbox.

import {
  type Database,
  findStatistic,
  ownStatistics,
  type Statistic,
  statisticQuery,
  statistics
} from "@chatledger/analytics"
import { allIdsOf, chatsMeant, neededTables, needsArchive } from "@chatledger/analytics/internal"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { enginePlace, refuseWithEngine } from "../../engine/place.ts"
import { WrongUsage } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import { answer } from "../../output/answer.ts"
import { destinationOf } from "../../output/destination.ts"
import { reportFile } from "../../output/written-note.ts"
import { answerInSandbox } from "../../sandbox/answer.ts"
import { limitsOf } from "../../sandbox/limits.ts"
import { sandboxParameters } from "../../sandbox/parameters.ts"
import { chatsNamed, chatsOf } from "../../tables/chats.ts"
import { noteEmpty } from "../../tables/empty-choice.ts"
import { warnOfUnknown } from "../../tables/instances.ts"
import { countAndTell, namingIn } from "../../tables/naming.ts"
import { useTables } from "../../tables/open-tables.ts"
import { noteZone } from "../../tables/period.ts"
import { readableText } from "../../tables/readable.ts"
import { shapedSql, shapeOf } from "../../tables/shape.ts"
import { choiceOf } from "../../tables/statistic-choice.ts"
import { titleOf } from "../../tables/statistic-help.ts"
import { Messages } from "../../terminal/console.ts"
import { fittedHelp } from "../../terminal/help-lines.ts"
import { print } from "../../terminal/stdout.ts"
import { harmless } from "../../terminal/text.ts"
import type { StatsFlags } from "./command.ts"
import { noteCovered } from "./coverage-note.ts"
import { dividedQuestion } from "./divided-question.ts"
import { divisionOf, isReadBy, whole } from "./division.ts"

type Choice = Effect.Success<ReturnType<typeof choiceOf>>

const list = Effect.fnUntraced(function* (format: StatsFlags["format"], own: ReadonlyArray<Statistic>) {
  const all = [...statistics(), ...own]
  const name = Option.getOrElse(format, () => "table" as const)
  if (name !== "table" && name !== "json")
    return yield* new WrongUsage({ reason: strings.selection.listFormat(name) })
  if (name === "json") {
    const rows = all.map(({ parts: _parts, sql: _sql, ...described }) => described)
    return yield* print(`${JSON.stringify(rows, null, 2)}\n`)
  }
  const width = Math.max(...all.map((statistic) => statistic.name.length))
  const lines = all.map((statistic) =>
    harmless(`${statistic.name.padEnd(width)}  ${titleOf(statistic)}`.trimEnd())
  )
  yield* print(`${fittedHelp(lines.join("\n"))}\n`)
})

const note = Effect.fnUntraced(function* (database: Database, statistic: Statistic, choice: Choice) {
  const { parameters, period } = choice
  const instances = parameters.instance ?? []
  if (statistic.parameters.includes("tz")) yield* noteZone(period)
  yield* warnOfUnknown(database, instances)
  yield* noteCovered(database, period, instances)
})

/** The messages that a statistic covers: an answer as of a time covers the time before it. */
const messagesOf = ({ parameters }: Choice, chat: ReadonlyArray<string>) => ({
  from: parameters.from,
  to: parameters.to ?? parameters.at ?? parameters.as_of,
  instance: parameters.instance,
  chat
})

/** Statistics about requests, not messages. */
const ofRequests = ["coverage_summary"]

/** What an engine knows nothing of. */
const LOCAL_FLAGS = [
  "dataset",
  "workers",
  "shard",
  "part",
  "people",
  "roster",
  "names",
  "queries",
  "maxTime",
  "maxMemory",
  "maxDisk"
]

export const run = Effect.fnUntraced(function* (given: StatsFlags) {
  const own = (yield* Effect.forEach(given.queries, ownStatistics)).flat()
  if (Option.isNone(given.name)) return yield* list(given.format, own)
  const statistic = yield* findStatistic(given.name.value, own)
  const choice = yield* choiceOf(statistic, given)
  yield* statisticQuery(statistic, choice.parameters)
  const shape = yield* shapeOf(
    given,
    statistic.columns.map(({ name }) => name)
  )
  const place = yield* enginePlace(given)
  const division = place === undefined ? yield* divisionOf(given, statistic) : whole
  const isElsewhere = place !== undefined || Option.isSome(given.dataset)
  if (isElsewhere && !statistic.isUserDefined && needsArchive(statistic))
    return yield* new WrongUsage({ reason: strings.selection.needsArchive(statistic.name) })
  if (place !== undefined) {
    yield* refuseWithEngine(given, LOCAL_FLAGS)
    const placed = yield* destinationOf(given, choice.period.timeZone, "table")
    const text = yield* readableText(given, placed, [], shape)
    if (statistic.parameters.includes("tz")) yield* noteZone(choice.period)
    const { answerStatistic } = yield* Effect.promise(() => import("../../engine/answer.ts"))
    const report = yield* answerStatistic(place, statistic, choice.parameters, shape, { ...placed, text })
    return yield* reportFile(given, report)
  }
  const { chat: chats = [], instance: instances = [] } = choice.parameters
  const { timeZone } = choice.period
  const placed = yield* destinationOf(given, timeZone, "table")
  const naming = yield* namingIn(given)
  const text = yield* readableText(given, placed, naming.names, shape)
  const destination = { ...placed, text }
  const inSql = placed.format !== "table" || statistic.isUserDefined ? shape : { sort: shape.sort }
  const queryFor = (chat: ReadonlyArray<string>) => statisticQuery(statistic, { ...choice.parameters, chat })
  const limits = yield* limitsOf(given)
  const { name } = statistic
  if (statistic.isUserDefined) {
    const chat = yield* useTables(
      given,
      Effect.fnUntraced(function* (database) {
        yield* note(database, statistic, choice)
        yield* countAndTell(database, naming)
        const ids = yield* allIdsOf(database, yield* chatsNamed(database, chats, instances))
        yield* noteEmpty(database, messagesOf(choice, yield* chatsMeant(database, ids)), timeZone)
        return ids
      })
    )
    const { sql, parameters } = yield* queryFor(chat)
    const question = { name, sql: shapedSql(sql, inSql), parameters: sandboxParameters(parameters) }
    const options = { timeZone, limits, naming, isUnsafe: false }
    return yield* reportFile(given, yield* answerInSandbox(given, options, question, destination))
  }
  const isNamed = naming.rosters !== undefined || naming.names.length > 0
  const tables = isNamed ? undefined : neededTables(statistic.sql)
  const report = yield* useTables(
    { ...given, isRead: isReadBy(division), tablesRead: tables },
    Effect.fnUntraced(function* (database) {
      const isPart = division.kind === "shard"
      if (!isPart) yield* note(database, statistic, choice)
      yield* countAndTell(database, naming)
      const chat = yield* isPart
        ? chatsMeant(database, chats)
        : chatsOf(database, { chat: chats, instance: instances })
      const isOfMessages = !isPart && !ofRequests.includes(name)
      const hasMessages = !isOfMessages || (yield* noteEmpty(database, messagesOf(choice, chat), timeZone))
      const noteRows = (rows: number) =>
        rows === 0 && hasMessages && !isPart
          ? Effect.flatMap(Messages, (messages) => messages.note(strings.empty.noRows(name)))
          : Effect.void
      const query = yield* queryFor(chat)
      const question = yield* dividedQuestion(database, given, division, {
        statistic,
        ...query,
        instances,
        timeZone,
        naming,
        tables
      })
      return yield* answer(
        database,
        { name, ...question, sql: shapedSql(question.sql, inSql) },
        destination,
        noteRows
      )
    })
  )
  yield* reportFile(given, report)
})
