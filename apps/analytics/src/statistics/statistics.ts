// Statistics: one SQL file each, described in its first comment.
//
// The comment is the only place for title, grain, parameters and columns; help, docs, workbooks and parameter binding
// read it. In built-in ones, a Russian title follows ` | `: of the statistic, and of columns that no table
// has with the same title. Unknown parameters are refused. Times are instants: the caller has applied zones. Files of
// the user are read the same way; their queries run in the sandbox.
import { basename, extname, join } from "node:path"
import { reasonOf } from "@chatledger/archive/internal"
import type { DuckDBValue } from "@duckdb/node-api"
import { listValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { parametersIn } from "../engine/sql-pieces.ts"
import { UsageError } from "../failures/errors.ts"
import { nearNames } from "../failures/near-names.ts"
import type { UsageReason } from "../failures/reasons.ts"
import { statisticNames, statisticSql } from "../sql-files.ts"

interface StatisticColumn {
  readonly name: string
  readonly meaning: string
  /** In Russian; undefined if a table has a column with that name and title. */
  readonly title: string | undefined
}

/** A statistic: one SQL file, with the description in its first comment. */
export interface Statistic {
  readonly name: string
  readonly title: string
  /** In Russian, for built-in ones. */
  readonly russian: string | undefined
  readonly grain: string
  readonly parameters: ReadonlyArray<string>
  readonly columns: ReadonlyArray<StatisticColumn>
  readonly example: string
  /** How answers of parts of the instances are put together (`dataset/parts.ts`); undefined if they cannot be. */
  readonly parts: string | undefined
  readonly sql: string
  /** True for a file of the user. */
  readonly isUserDefined: boolean
}

const section = (comment: ReadonlyArray<string>, name: string): string =>
  comment.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? ""

/** Parses a statistic's SQL text; what its comment lacks is empty, or taken from the query. */
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
    parts: isUserDefined ? undefined : section(comment, "Parts") || undefined,
    sql: text,
    isUserDefined
  }
}

/** The parameters of the query, first those that the comment describes. */
const parametersOf = (text: string, sql: string): ReadonlyArray<string> => {
  const names = parametersIn(sql)
  const first = text.split(/[,\s]+/).filter((name) => names.includes(name))
  return [...new Set([...first, ...names])]
}

/** All statistics, by name. */
export const statistics = (): ReadonlyArray<Statistic> =>
  statisticNames().map((name) => parseStatistic(name, statisticSql(name)))

/** The statistics in a folder of the user, by name; fails with `UsageError` if it cannot be read or uses a built-in name. */
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

/** The filters of a statistic; what is omitted does not filter. */
export interface StatisticParameters {
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  readonly instance?: ReadonlyArray<string> | undefined
  readonly chat?: ReadonlyArray<string> | undefined
  /** IANA zone of days and hours. */
  readonly tz: string
  readonly as_of?: Date | undefined
  readonly at?: Date | undefined
  /** Parameters that only this statistic has. */
  readonly own?: Readonly<Record<string, string>> | undefined
}

const instant = (date: Date | undefined): string | null => date?.toISOString() ?? null
const list = (items: ReadonlyArray<string> | undefined): DuckDBValue =>
  items === undefined || items.length === 0 ? null : listValue([...items])

/** The statistic with that name, including the user's own; fails with `UsageError` and similar names. */
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

/** Optional parameters of built-in statistics. */
const notNarrowed = { min_length: null, language: null, stop_words: null }

/** True for a statistic that reads what only an archive has: a dataset and other engines cannot answer it. */
export const needsArchive = ({ sql }: Pick<Statistic, "sql">): boolean =>
  /\bledger\./.test(sql.replace(/^--.*$/gm, ""))

/**
 * The SQL of a statistic and its parameters; fails with `UsageError` for a parameter that it does not have.
 *
 * @example
 * ```ts
 * import { findStatistic, openTables, query, statisticQuery } from "@chatledger/analytics"
 * import { openArchive } from "@chatledger/archive"
 * import * as NodeServices from "@effect/platform-node/NodeServices"
 * import * as Effect from "effect/Effect"
 *
 * const counted = Effect.gen(function* () {
 *   const archive = yield* openArchive("chatledger-archive")
 *   const database = yield* openTables(archive, { wait: false, onNotice: () => Effect.void })
 *   const statistic = yield* findStatistic("messages_by_type")
 *   const { sql, parameters } = yield* statisticQuery(statistic, { tz: "Europe/Berlin" })
 *   const { columns, next } = yield* query(database, sql, parameters)
 *   return { names: columns.map(({ name }) => name), rows: yield* next }
 * })
 * const { names, rows } = await Effect.runPromise(
 *   Effect.scoped(counted).pipe(Effect.provide(NodeServices.layer))
 * )
 * console.log(names, rows?.length)
 * ```
 */
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
