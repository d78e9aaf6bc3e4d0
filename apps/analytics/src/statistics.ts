// Statistics: one SQL file a question, described in its first comment.
//
// The comment is the only place where title, grain, parameters and columns stand; help, docs, workbooks and the binding
// of parameters read it. In ours ` | ` is before a title in Russian: of the statistic, and of columns that no table
// has under the same. Unknown parameters are refused. Times are instants: zones were applied by the caller. Files of
// the user's are read the same way; their queries run in the sandbox.
import { basename, extname, join } from "node:path"
import { reasonOf } from "@chatledger/archive"
import type { DuckDBValue } from "@duckdb/node-api"
import { listValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { UsageError } from "./errors.ts"
import { nearNames } from "./near-names.ts"
import type { UsageReason } from "./reasons.ts"
import { statisticNames, statisticSql } from "./sql-files.ts"
import { parametersIn } from "./sql-pieces.ts"

interface StatisticColumn {
  readonly name: string
  readonly meaning: string
  /** In Russian; undefined where a table has a column of that name and title. */
  readonly title: string | undefined
}

export interface Statistic {
  readonly name: string
  readonly title: string
  /** In Russian, of ours. */
  readonly russian: string | undefined
  readonly grain: string
  readonly parameters: ReadonlyArray<string>
  readonly columns: ReadonlyArray<StatisticColumn>
  readonly example: string
  readonly sql: string
  /** True for a file of the user. */
  readonly isUserDefined: boolean
}

const section = (comment: ReadonlyArray<string>, name: string): string =>
  comment.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? ""

/** Reads a statistic from its SQL text; whatever its comment does not tell is empty, or read from the query. */
const parseStatistic = (name: string, text: string, isUserDefined = false): Statistic => {
  const lines = text.split(/\r?\n/)
  const end = lines.findIndex((line) => !line.startsWith("--"))
  const comment = lines.slice(0, end < 0 ? lines.length : end).map((line) => line.slice(3))
  const inBoth = (words: string): ReadonlyArray<string> => (isUserDefined ? [words] : words.split(" | "))
  const columns = comment.flatMap((line) => {
    const [, column, words] = /^ {2}(\w+): (.*)$/.exec(line) ?? []
    if (column === undefined || words === undefined) return []
    const [meaning = "", title] = inBoth(words)
    return [{ name: column, meaning, title }]
  })
  const [title = "", russian] = inBoth(section(comment, name))
  return {
    name,
    title,
    russian,
    grain: section(comment, "Grain"),
    parameters: parametersOf(section(comment, "Parameters"), text),
    columns,
    example: section(comment, "Example"),
    sql: text,
    isUserDefined
  }
}

/** The parameters of the query, those that the comment tells of first. */
const parametersOf = (text: string, sql: string): ReadonlyArray<string> => {
  const names = parametersIn(sql)
  const first = text.split(/[,\s]+/).filter((name) => names.includes(name))
  return [...new Set([...first, ...names])]
}

/** All statistics, by name. */
export const statistics = (): ReadonlyArray<Statistic> =>
  statisticNames().map((name) => parseStatistic(name, statisticSql(name)))

/** The statistics of a folder of the user, by name; fails with `UsageError` if it cannot be read or takes one of our names. */
export const ownStatistics = Effect.fnUntraced(function* (folder: string) {
  const fs = yield* FileSystem.FileSystem
  const refuse = (reason: UsageReason) => Effect.fail(new UsageError({ reason }))
  const entries = yield* fs
    .readDirectory(folder)
    .pipe(
      Effect.catch((error) => refuse({ code: "folder_cannot_be_read", path: folder, why: reasonOf(error) }))
    )
  const files = entries.filter((entry) => extname(entry).toLowerCase() === ".sql").sort()
  if (files.length === 0) return yield* refuse({ code: "folder_without_sql", path: folder })
  return yield* Effect.forEach(
    files,
    Effect.fnUntraced(function* (file) {
      const name = basename(file, extname(file))
      const path = join(folder, file)
      if (statisticNames().includes(name)) return yield* refuse({ code: "statistic_name_taken", path })
      const text = yield* fs
        .readFileString(path)
        .pipe(
          Effect.catch((error) => refuse({ code: "query_file_cannot_be_read", path, why: reasonOf(error) }))
        )
      return parseStatistic(name, text.replace(/^\ufeff/, ""), true)
    })
  )
})

/** The filters of a statistic; whatever is not given does not narrow it. */
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

/** The statistic of that name, also among the user's own; fails with `UsageError` and the nearest names. */
export const findStatistic = (
  name: string,
  own: ReadonlyArray<Statistic> = []
): Effect.Effect<Statistic, UsageError> => {
  const mine = own.find((statistic) => statistic.name === name)
  if (mine !== undefined) return Effect.succeed(mine)
  if (statisticNames().includes(name)) return Effect.succeed(parseStatistic(name, statisticSql(name)))
  const near = nearNames(name, [...statisticNames(), ...own.map((statistic) => statistic.name)])
  return Effect.fail(new UsageError({ reason: { code: "statistic_unknown", name, near } }))
}

/** Parameters of ours that need not be given. */
const notNarrowed = { min_length: null, language: null, stop_words: null }

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
    ...(statistic.isUserDefined ? {} : notNarrowed),
    ...parameters.own
  }
  const { name, sql } = statistic
  const unknown = Object.keys(parameters.own ?? {}).filter((own) => !statistic.parameters.includes(own))
  const refuse = (reason: UsageReason) => Effect.fail(new UsageError({ reason }))
  if (unknown.length > 0)
    return refuse({ code: "statistic_parameter_unknown", name, unknown, known: statistic.parameters })
  const missing = statistic.parameters.filter((parameter) => !Object.hasOwn(given, parameter))
  if (missing.length > 0) return refuse({ code: "statistic_parameter_missing", name, missing })
  if (statistic.parameters.includes("at") && parameters.at === undefined)
    return refuse({ code: "statistic_needs_moment", name })
  const named = Object.entries(given).filter(([parameter]) => statistic.parameters.includes(parameter))
  return Effect.succeed({ sql, parameters: Object.fromEntries(named) })
}
