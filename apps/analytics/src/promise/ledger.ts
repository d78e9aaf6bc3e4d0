// The tables of an archive with a promise API, for programs that do not use effect: statistics, SQL, and exports.
import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { openArchive } from "@chatledger/archive"
import { type Abortable, InvalidArgument } from "@chatledger/core"
import { checkNames, optionsOf, runPromise, textOf } from "@chatledger/core/internal"
import { type ExportFormat, type ExportSettings, exportTables, type Manifest } from "@chatledger/export"
import { nodeServices } from "@chatledger/export/internal"
import type { DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import * as Semaphore from "effect/Semaphore"
import { openTables } from "../cache/cache.ts"
import type { CacheOptions } from "../cache/cache-options.ts"
import type { Choice } from "../chosen/chosen-rows.ts"
import { newestRequest, tablesToExport } from "../export/table-export.ts"
import { checkedQuery, lock } from "../sql/locked-sql.ts"
import { findStatistic, type StatisticParameters, statisticQuery } from "../statistics/statistics.ts"
import { publicTables } from "../tables/tables.ts"
import { checkFields } from "./check-parameters.ts"
import { type JsonRow, rowsOf } from "./rows.ts"

/** Options of a ledger. */
export interface LedgerOptions extends Abortable {
  /** IANA zone of days and hours in statistics and files. Default `UTC`. */
  readonly timeZone?: string | undefined
}

/** Filters of a statistic; what is omitted does not filter. `own` are parameters that only this statistic has. */
export interface LedgerParameters extends Omit<StatisticParameters, "tz"> {
  /** Overrides the ledger's zone. */
  readonly tz?: string | undefined
}

/** An export of tables into a folder. */
export interface LedgerExport
  extends Abortable,
    Partial<Pick<ExportSettings, "compression" | "csvProfile" | "force" | "onProgress" | "program">> {
  /** Created if it does not exist. */
  readonly directory: string
  /** Default CSV. */
  readonly formats?: ReadonlyArray<ExportFormat> | undefined
  /** Names of tables. Default: all. */
  readonly tables?: ReadonlyArray<string> | undefined
  /** Which messages. Default: all. */
  readonly choice?: Choice | undefined
}

/** The tables of an archive, open for reading. Calls run one at a time. */
export interface Ledger extends AsyncDisposable {
  /** Returns the rows of a statistic; rejects with `UsageError` for an unknown name or parameter. */
  readonly statistic: (
    name: string,
    parameters?: LedgerParameters,
    options?: Abortable
  ) => Promise<ReadonlyArray<JsonRow>>
  /** Returns the rows of one SELECT, which can read only the tables; rejects with `QueryRefused`. */
  readonly sql: (
    text: string,
    parameters?: Readonly<Record<string, DuckDBValue>>,
    options?: Abortable
  ) => Promise<ReadonlyArray<JsonRow>>
  /** Writes tables as files, all or none; rejects with an `ExportError`. */
  readonly export: (options: LedgerExport) => Promise<Manifest>
  /** Closes the tables. */
  readonly close: () => Promise<void>
}

/** Name and version for the metadata of files. */
const program = () => {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"))
  return { name: "chatledger", version: String(manifest.version) }
}
const cacheOptions: CacheOptions = { wait: false, onNotice: () => Effect.void }

const opened = Effect.fnUntraced(function* (path: string, timeZone: string) {
  const archive = yield* openArchive(path)
  const database = yield* openTables(archive, cacheOptions)
  yield* lock(database, timeZone)
  return { archive, database }
})

const exportNames: ReadonlyArray<keyof LedgerExport> = [
  "directory",
  "formats",
  "tables",
  "choice",
  "compression",
  "csvProfile",
  "force",
  "onProgress",
  "program",
  "signal"
]

const checkTables = (names: unknown): void => {
  const known = publicTables()
  if (names === undefined || (Array.isArray(names) && names.every((name) => known.includes(name)))) return
  const needs = `a list of some of ${known.join(", ")}`
  throw new InvalidArgument({ call: "export", argument: "tables", needs })
}

/** Exports tables over a separate connection, because the one for queries is locked. */
const exported = Effect.fnUntraced(function* (path: string, timeZone: string, options: LedgerExport) {
  const database = yield* openTables(yield* openArchive(path), cacheOptions)
  const { choice = {}, formats = ["csv"], tables = publicTables() } = options
  const { compression, csvProfile, force, onProgress } = options
  const settings = { thumbnails: false, localZone: timeZone }
  return yield* exportTables(database.connection, {
    directory: resolve(options.directory),
    formats,
    tables: yield* tablesToExport(database, tables, choice, settings),
    timeZone,
    createdAt: yield* newestRequest(database),
    program: options.program ?? program(),
    ...(compression === undefined ? {} : { compression }),
    ...(csvProfile === undefined ? {} : { csvProfile }),
    ...(force === undefined ? {} : { force }),
    ...(onProgress === undefined ? {} : { onProgress })
  })
}, Effect.scoped)

/**
 * Opens the tables of an archive. Updates them first, which takes a while if much is new.
 *
 * Rejects with `ArchiveMissing`, `ArchiveUnreadable`, `SnapshotDamaged`, `CacheBusy`, `CacheNotWritable`, `DatabaseFailed`,
 * `InvalidArgument`, or with the reason of the signal. `await using` closes it.
 *
 * @example
 * ```ts
 * import { openLedger } from "@chatledger/analytics"
 *
 * const ledger = await openLedger("chatledger-archive")
 * const [first] = await ledger.sql("select count(*) as messages from messages")
 * console.log(Number(first?.["messages"]) > 0) // true
 * await ledger.close()
 * ```
 */
export const openLedger = async (path: string, options: LedgerOptions = {}): Promise<Ledger> => {
  const folder = textOf("openLedger", "path", path, 'the folder of an archive, such as "chatledger-archive"')
  optionsOf("openLedger", options, 'an object, such as { timeZone: "Europe/Berlin" }')
  const { signal, ...others } = options
  checkFields("openLedger", "options", others)
  const { timeZone = "UTC" } = others
  const scope = Effect.runSync(Scope.make())
  const turns = Semaphore.makeUnsafe(1)
  let isClosed = false
  const close = async () => {
    isClosed = true
    await runPromise(turns.withPermits(1)(Scope.close(scope, Exit.void)))
  }
  const run = <A, E>(call: string, effect: Effect.Effect<A, E>, options?: Abortable): Promise<A> =>
    isClosed
      ? Promise.reject(
          new InvalidArgument({ call, argument: "the ledger", needs: "open: openLedger opens another" })
        )
      : runPromise(turns.withPermits(1)(effect), options, call)
  const opening = opened(folder, timeZone).pipe(Scope.provide(scope), Effect.provide(nodeServices))
  const { database } = await runPromise(opening, { signal }, "openLedger").catch(async (error) => {
    await close()
    throw error
  })
  return {
    statistic: async (name, given = {}, abortable) => {
      const wanted = textOf("statistic", "name", name, 'the name of a statistic, such as "poll_results"')
      checkFields("statistic", "parameters", given)
      const { tz = timeZone, ...parameters } = given
      const question = Effect.flatMap(findStatistic(wanted), (found) =>
        statisticQuery(found, { tz, ...parameters })
      )
      const rows = Effect.flatMap(question, (query) => rowsOf(database, query.sql, query.parameters))
      return run("statistic", rows, abortable)
    },
    sql: async (text, parameters, abortable) => {
      const wanted = textOf("sql", "text", text, "a SELECT, as text")
      const checked = checkedQuery(database, wanted, parameters)
      return run(
        "sql",
        Effect.flatMap(checked, (sql) => rowsOf(database, sql, parameters)),
        abortable
      )
    },
    export: async (wanted) => {
      const given = optionsOf(
        "export",
        wanted,
        'an object, such as { directory: "files", formats: ["xlsx"] }'
      )
      checkNames("export", given, exportNames)
      textOf("export", "directory", given["directory"], "the path of a folder")
      if (given["choice"] !== undefined) checkFields("export", "choice", given["choice"])
      checkTables(given["tables"])
      return run("export", Effect.provide(exported(folder, timeZone, wanted), nodeServices), wanted)
    },
    close,
    [Symbol.asyncDispose]: close
  }
}
