// Statistics: one SQL file a question, described in its first comment.
//
// The comment is the only place where title, grain, parameters and columns stand; help, docs and the binding of
// parameters read it. Unknown parameters are refused. Times are instants: zones were applied by the caller.
import type { DuckDBValue } from "@duckdb/node-api"
import { listValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { UsageError } from "./errors.ts"
import { nearNames } from "./near-names.ts"
import { statisticNames, statisticSql } from "./sql-files.ts"

export interface Statistic {
  readonly name: string
  readonly title: string
  readonly grain: string
  readonly parameters: ReadonlyArray<string>
  readonly columns: ReadonlyArray<{ readonly name: string; readonly meaning: string }>
  readonly example: string
  readonly sql: string
}

const section = (comment: ReadonlyArray<string>, name: string): string =>
  comment.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? ""

/** Reads a statistic from its SQL text. */
export const parseStatistic = (name: string, text: string): Statistic => {
  const lines = text.split("\n")
  const comment = lines
    .slice(
      0,
      lines.findIndex((line) => !line.startsWith("--"))
    )
    .map((line) => line.slice(3))
  const columns = comment.flatMap((line) => {
    const [, column, meaning] = /^ {2}(\w+): (.*)$/.exec(line) ?? []
    return column === undefined || meaning === undefined ? [] : [{ name: column, meaning }]
  })
  return {
    name,
    title: section(comment, name),
    grain: section(comment, "Grain"),
    parameters: section(comment, "Parameters")
      .split(", ")
      .filter((parameter) => parameter !== ""),
    columns,
    example: section(comment, "Example"),
    sql: text
  }
}

/** All statistics, by name. */
export const statistics = (): ReadonlyArray<Statistic> =>
  statisticNames().map((name) => parseStatistic(name, statisticSql(name)))

/** What a statistic may be asked for; whatever is not given does not narrow it. */
export interface StatisticParameters {
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  readonly instance?: ReadonlyArray<string> | undefined
  readonly chat?: ReadonlyArray<string> | undefined
  /** IANA zone of days and hours. */
  readonly tz: string
  readonly as_of?: Date | undefined
  readonly at?: Date | undefined
  /** Of a statistic with parameters of its own. */
  readonly own?: Readonly<Record<string, string>> | undefined
}

const instant = (date: Date | undefined): string | null => date?.toISOString() ?? null
const list = (items: ReadonlyArray<string> | undefined): DuckDBValue =>
  items === undefined || items.length === 0 ? null : listValue([...items])

/** The statistic of that name; fails with `UsageError` and the nearest names. */
export const findStatistic = (name: string): Effect.Effect<Statistic, UsageError> => {
  const found = statisticNames().includes(name)
  if (found) return Effect.succeed(parseStatistic(name, statisticSql(name)))
  const near = nearNames(name, statisticNames())
  const hint = near.length === 0 ? "`chatledger stats` lists them" : `did you mean ${near.join(", ")}?`
  return Effect.fail(new UsageError({ reason: `there is no statistic ${name}: ${hint}` }))
}

/** The SQL of a statistic and the parameters that it mentions; fails with `UsageError` for one it does not have. */
export const statisticQuery = (
  statistic: Statistic,
  parameters: StatisticParameters
): Effect.Effect<
  { readonly sql: string; readonly parameters: Readonly<Record<string, DuckDBValue>> },
  UsageError
> => {
  const given: Readonly<Record<string, DuckDBValue>> = {
    from: instant(parameters.from),
    to: instant(parameters.to),
    instance: list(parameters.instance),
    chat: list(parameters.chat),
    tz: parameters.tz,
    as_of: instant(parameters.as_of),
    at: instant(parameters.at),
    ...parameters.own
  }
  const { name, sql } = statistic
  const unknown = Object.keys(parameters.own ?? {}).filter((own) => !statistic.parameters.includes(own))
  if (unknown.length > 0) {
    const reason = `${name} has no parameter ${unknown.join(", ")}: it has ${statistic.parameters.join(", ")}`
    return Effect.fail(new UsageError({ reason }))
  }
  if (statistic.parameters.includes("at") && parameters.at === undefined) {
    const reason = `${name} is about a moment: say which, with --at 2026-01-31T14:05`
    return Effect.fail(new UsageError({ reason }))
  }
  const named = Object.entries(given).filter(([parameter]) => statistic.parameters.includes(parameter))
  return Effect.succeed({ sql, parameters: Object.fromEntries(named) })
}
