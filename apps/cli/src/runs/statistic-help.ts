// `chatledger stats NAME --help`: what a statistic tells and takes. The name is looked for among the words after `stats`.
import { ownStatistics, type Statistic, statistics } from "@chatledger/analytics"
import * as Effect from "effect/Effect"
import { valuesOf, words } from "../invocation.ts"
import { harmless } from "../terminal-text.ts"
import { flagFor } from "./statistic-choice.ts"

const meanings: Readonly<Record<string, string>> = {
  from: "events from this time on",
  to: "events up to, not including, this time; --last 30d says both",
  instance: "only this instance (idInstance); repeatable",
  chat: "only this chat (chatId); repeatable",
  tz: "IANA zone of days and hours; default the machine's",
  as_of: "what is current as of this time, instead of now",
  at: "the moment that it is about; has to be given"
}

const table = (rows: ReadonlyArray<readonly [string, string]>): string => {
  const width = Math.max(0, ...rows.map(([name]) => name.length))
  return rows.map(([name, meaning]) => `  ${`${name.padEnd(width)}  ${meaning}`.trimEnd()}\n`).join("")
}

const capital = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

/** The page of a statistic. */
export const statisticPage = ({ name, title, grain, columns, parameters, example }: Statistic): string => {
  const taken = parameters.map((parameter) => [flagFor(parameter), meanings[parameter] ?? ""] as const)
  return harmless(
    [
      `${name}${title === "" ? "" : `: ${title}`}\n`,
      grain === "" ? "" : `${capital(grain)}.\n`,
      columns.length === 0 ? "" : `COLUMNS\n${table(columns.map((column) => [column.name, column.meaning]))}`,
      taken.length === 0 ? "PARAMETERS\n  none\n" : `PARAMETERS\n${table(taken)}`,
      "  --people and --roster FILE count people instead of ids; `chatledger stats --help` tells the other flags\n",
      example === "" ? "" : `EXAMPLE\n  ${example}\n`
    ]
      .filter((part) => part !== "")
      .join("\n")
  )
}

/** The page of the statistic that the command line names; undefined if it names none. */
export const helpOfNamedStatistic = Effect.gen(function* () {
  const own = yield* Effect.forEach(valuesOf("--queries"), (folder) =>
    Effect.orElseSucceed(ownStatistics(folder), () => [])
  )
  const after = words.slice(words.indexOf("stats") + 1)
  const found = [...own.flat(), ...statistics()].find(({ name }) => after.includes(name))
  return found === undefined ? undefined : statisticPage(found)
})
