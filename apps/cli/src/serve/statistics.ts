// Statistics over HTTP: their list, and each as JSON, CSV, XLSX or Parquet; the address contains the parameters.
import { findStatistic, type Statistic, statisticQuery, statistics } from "@chatledger/analytics"
import { chatsMeant } from "@chatledger/analytics/internal"
import { exportFormats } from "@chatledger/export"
import { json, type Reply } from "@chatledger/journal-server"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { answer } from "../output/answer.ts"
import { countAs } from "../tables/naming.ts"
import { useTables } from "../tables/open-tables.ts"
import { choiceOf } from "../tables/statistic-choice.ts"
import { fileReply, privateHeaders } from "./file-reply.ts"
import { checkNames, flag, list, one, writing, writingNames } from "./parameters.ts"
import { namingFor, type TableService } from "./tables.ts"

const formats = ["json", ...exportFormats] as const

export const describedStatistics = (): Reply => {
  const described = statistics().map(({ isUserDefined: _isUserDefined, sql: _sql, ...described }) => ({
    ...described,
    formats
  }))
  const reply = json(described)
  return { ...reply, headers: { ...reply.headers, ...privateHeaders } }
}

/** The statistic and format of a name such as `poll_results.csv`; JSON without an extension. */
export const statisticFileOf = (file: string) => {
  const [name = "", ending = "json", ...rest] = file.split(".")
  const format = formats.find((known) => known === ending)
  const isThere = statistics().some((statistic) => statistic.name === name)
  return rest.length === 0 && format !== undefined && isThere ? { name, format } : undefined
}

/** Parameters accepted by every statistic that has them. */
const flagged = ["from", "to", "last", "as_of", "at", "instance", "chat"]

const parametersOf = Effect.fnUntraced(function* (statistic: Statistic, query: URLSearchParams, tz: string) {
  const own = statistic.parameters.filter((name) => !flagged.includes(name) && name !== "tz")
  yield* checkNames(query, [...flagged, "people", ...own, ...writingNames])
  const param: Record<string, string> = {}
  for (const name of own) {
    const value = yield* one(query, name)
    if (value !== undefined) param[name] = value
  }
  const given = {
    from: yield* flag(query, "from"),
    to: yield* flag(query, "to"),
    last: yield* flag(query, "last"),
    asOf: yield* flag(query, "as_of"),
    at: yield* flag(query, "at"),
    instance: list(query, "instance"),
    chat: list(query, "chat"),
    tz: Option.some(tz),
    param
  }
  const { parameters } = yield* choiceOf(statistic, given)
  yield* statisticQuery(statistic, parameters)
  return parameters
})

export const statisticReply = Effect.fnUntraced(function* (
  service: TableService,
  query: URLSearchParams,
  { format, name }: NonNullable<ReturnType<typeof statisticFileOf>>
) {
  const how = yield* writing(query, service)
  const statistic = yield* findStatistic(name)
  const parameters = yield* parametersOf(statistic, query, how.timeZone)
  const naming = yield* namingFor(service, query)
  return yield* fileReply(name, format, (path) =>
    useTables(
      service.flags,
      Effect.fnUntraced(function* (database) {
        yield* countAs(database, naming)
        const chat = yield* chatsMeant(database, parameters.chat ?? [])
        const question = { name, ...(yield* statisticQuery(statistic, { ...parameters, chat })) }
        const written = yield* answer(database, question, { ...how, format, path })
        return { "x-chatledger-rows": String(written?.rows ?? 0) }
      })
    )
  )
})
