// `chatledger stats NAME --help`: the meaning and parameters of a statistic. Looks for the name among the words after
// `stats`.

import { ownStatistics, type Statistic, statistics } from "@chatledger/analytics"
import { answerTitles, statisticTitle } from "@chatledger/analytics/internal"
import * as Effect from "effect/Effect"
import { fileLanguage, helpStrings } from "../messages/strings.ts"
import { valuesOf, words } from "../program.ts"
import { fittedHelp } from "../terminal/help-lines.ts"
import { harmless } from "../terminal/text.ts"
import { flagFor } from "./statistic-choice.ts"

const table = (rows: ReadonlyArray<readonly [string, string]>): string => {
  const width = Math.max(0, ...rows.map(([name]) => name.length))
  return rows.map(([name, meaning]) => `  ${`${name.padEnd(width)}  ${meaning}`.trimEnd()}\n`).join("")
}

const capital = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

/** The title of a statistic in the program's language. */
export const titleOf = ({ isUserDefined, name, title }: Statistic): string =>
  (isUserDefined ? undefined : statisticTitle(fileLanguage, name)) ?? title

/** The help page of a statistic. */
const statisticPage = (statistic: Statistic): string => {
  const { name, columns, parameters, example } = statistic
  const own = statistic.isUserDefined ? undefined : statisticTitle(fileLanguage, name)
  const title = own ?? statistic.title
  const grain = own === undefined ? statistic.grain : ""
  const titles = own === undefined ? {} : answerTitles(fileLanguage)
  const taken = parameters.map(
    (parameter) => [flagFor(parameter), helpStrings.statistics.meanings[parameter] ?? ""] as const
  )
  const page = harmless(
    [
      `${name}${title === "" ? "" : `: ${title}`}\n`,
      grain === "" ? "" : `${capital(grain)}.\n`,
      columns.length === 0
        ? ""
        : `${helpStrings.statistics.columns}\n${table(columns.map((column) => [column.name, titles[column.name] ?? column.meaning]))}`,
      taken.length === 0
        ? `${helpStrings.statistics.parameters}\n  ${helpStrings.statistics.none}\n`
        : `${helpStrings.statistics.parameters}\n${table(taken)}`,
      `  ${helpStrings.statistics.people}\n`,
      example === "" ? "" : `${helpStrings.statistics.example}\n  ${example}\n`
    ]
      .filter((part) => part !== "")
      .join("\n")
  )
  return fittedHelp(page)
}

/** The help page of the statistic in the command line; undefined without one. */
export const helpOfNamedStatistic = Effect.gen(function* () {
  const own = yield* Effect.forEach(valuesOf("--queries"), (folder) =>
    Effect.orElseSucceed(ownStatistics(folder), () => [])
  )
  const after = words.slice(words.indexOf("stats") + 1)
  const found = [...own.flat(), ...statistics()].find(({ name }) => after.includes(name))
  return found === undefined ? undefined : statisticPage(found)
})
