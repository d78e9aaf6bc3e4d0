// chatledger export: tables, or the answer to a query, as Parquet, CSV and XLSX, several formats in one run.
import * as NodePath from "node:path"
import {
  checkQuery,
  type Database,
  isTableName,
  keepAnswer,
  lock,
  newestRequest,
  publicTables,
  tablesToExport
} from "@chatledger/analytics"
import {
  type ExportFormat,
  type ExportTable,
  exportFile,
  exportFormats,
  exportTables
} from "@chatledger/export"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { type Period, periodOf } from "../choice.ts"
import { Messages } from "../console.ts"
import { WrongUsage } from "../exit.ts"
import * as flags from "../flags.ts"
import { isTerminal, print } from "../output/stdout.ts"
import { program } from "../program.ts"
import { useTables, withMessages } from "../session.ts"
import { reportCuts, reportFile } from "./report-file.ts"

const exportFlags = {
  format: flags.exportFormats,
  out: flags.out,
  table: flags.tables,
  query: flags.query,
  name: flags.name,
  from: flags.from,
  to: flags.to,
  last: flags.last,
  instance: flags.instances,
  chat: flags.chats,
  type: flags.types,
  tz: flags.tz,
  csvProfile: flags.csvProfile,
  thumbnails: flags.thumbnails,
  force: flags.force,
  ...flags.common
}

type ExportFlags = Command.Command.Config.Infer<typeof exportFlags>

const DEFAULT_FOLDER = "./chatledger-export"
const WORKBOOK = "chatledger.xlsx"

const formatsOf = Effect.fnUntraced(function* (text: string) {
  const names = text.split(",").map((name) => name.trim().toLowerCase())
  const unknown = names.filter((name) => !exportFormats.some((format) => format === name))
  if (unknown.length > 0)
    return yield* new WrongUsage({
      reason: `--format ${unknown.join(",")}: an export is ${exportFormats.join(", ")}`
    })
  return exportFormats.filter((format) => names.includes(format))
})

const tableNames = Effect.fnUntraced(function* (names: ReadonlyArray<string>) {
  const unknown = names.filter((name) => !isTableName(name))
  if (unknown.length > 0)
    return yield* new WrongUsage({
      reason: `there is no table ${unknown.join(", ")}: there are ${publicTables.join(", ")}`
    })
  return publicTables.filter((name) => names.length === 0 || names.includes(name))
})

interface Plan {
  readonly formats: ReadonlyArray<ExportFormat>
  /** A folder, a file, or `-` for standard output. */
  readonly out: string
  readonly isFile: boolean
  readonly period: Period
}

const planOf = Effect.fnUntraced(function* (given: ExportFlags) {
  const formats = yield* formatsOf(given.format)
  const out = Option.getOrElse(given.out, () => DEFAULT_FOLDER)
  const ending = NodePath.extname(out).slice(1).toLowerCase()
  const isFile = out === "-" || exportFormats.some((format) => format === ending)
  const period = yield* periodOf(given)
  const [first] = formats
  if (isFile && formats.length > 1)
    return yield* new WrongUsage({
      reason: `--out ${out} is one file, and --format names several: name a folder`
    })
  if (isFile && out !== "-" && first !== ending)
    return yield* new WrongUsage({
      reason: `--out ${out} does not end in .${first}: add --format ${ending}, or name a folder`
    })
  if (out === "-" && first !== "csv" && isTerminal())
    return yield* new WrongUsage({ reason: `${first} is not for a terminal: name a file with --out` })
  if (Option.isSome(given.query) && given.table.length > 0)
    return yield* new WrongUsage({ reason: "--query and --table exclude each other" })
  return { formats, out, isFile, period } satisfies Plan
})

/** The tables of the export; a query of the user's is asked through the locked door and kept first. */
const content = Effect.fnUntraced(function* (
  database: Database,
  given: ExportFlags,
  plan: Plan,
  folder: string
) {
  if (Option.isNone(given.query)) {
    const { from, to } = plan.period
    const choice = { from, to, instance: given.instance, chat: given.chat, type: given.type }
    return yield* tablesToExport(database, yield* tableNames(given.table), choice, {
      thumbnails: given.thumbnails
    })
  }
  yield* lock(database, plan.period.timeZone, [folder])
  yield* checkQuery(database, given.query.value)
  yield* keepAnswer(database, given.query.value, {})
  const name = Option.getOrElse(given.name, () => "query")
  return [{ name, query: "select * from answer order by rowid" }] satisfies ReadonlyArray<ExportTable>
})

const common = Effect.fnUntraced(function* (database: Database, given: ExportFlags, plan: Plan) {
  const messages = yield* Messages
  return {
    timeZone: plan.period.timeZone,
    csvProfile: given.csvProfile,
    createdAt: yield* newestRequest(database),
    program,
    force: given.force,
    onProgress: ({ format, table, rows }: { format: string; table: string; rows: number }) =>
      Effect.runSync(messages.progress(`writing ${format}: ${table}, ${rows} rows`))
  }
})

const toFile = Effect.fnUntraced(function* (
  database: Database,
  given: ExportFlags,
  plan: Plan,
  path: string
) {
  const tables = yield* content(database, given, plan, NodePath.dirname(NodePath.resolve(path)))
  const [format = "xlsx"] = plan.formats
  if (format !== "xlsx" && tables.length > 1)
    return yield* new WrongUsage({
      reason: `a ${format} file holds one table: add --table NAME, or name a folder`
    })
  return yield* exportFile(database.connection, {
    path,
    format,
    tables,
    ...(yield* common(database, given, plan))
  })
})

const toStdout = Effect.fnUntraced(function* (database: Database, given: ExportFlags, plan: Plan) {
  const fs = yield* FileSystem.FileSystem
  yield* Effect.scoped(
    Effect.gen(function* () {
      const folder = yield* fs.makeTempDirectoryScoped({ prefix: "chatledger-" })
      const path = NodePath.join(folder, `export.${plan.formats[0] ?? "csv"}`)
      const report = yield* toFile(database, given, plan, path)
      yield* Stream.runForEach(fs.stream(path), print)
      yield* reportCuts(report.cuts)
    })
  )
})

const toFolder = Effect.fnUntraced(function* (database: Database, given: ExportFlags, plan: Plan) {
  const messages = yield* Messages
  const directory = NodePath.resolve(plan.out)
  const tables = yield* content(database, given, plan, directory)
  const manifest = yield* exportTables(database.connection, {
    directory,
    formats: plan.formats,
    tables,
    workbookName: Option.isSome(given.query) ? `${tables[0]?.name ?? "query"}.xlsx` : WORKBOOK,
    ...(yield* common(database, given, plan))
  })
  const rows = Math.max(
    0,
    ...plan.formats.map((format) =>
      manifest.files.filter((file) => file.format === format).reduce((sum, file) => sum + file.rows, 0)
    )
  )
  yield* reportCuts(manifest.cuts)
  yield* messages.note(`${manifest.files.length} files, ${rows} rows, in ${plan.out}`)
})

const run = Effect.fnUntraced(function* (given: ExportFlags) {
  const messages = yield* Messages
  const plan = yield* planOf(given)
  yield* tableNames(given.table)
  if (plan.period.isMachineZone && plan.formats.some((format) => format !== "parquet"))
    yield* messages.note(`times are in ${plan.period.timeZone}: --tz names another zone`)
  yield* useTables(
    given,
    undefined,
    Effect.fnUntraced(function* (database) {
      if (plan.out === "-") yield* toStdout(database, given, plan)
      else if (plan.isFile) yield* reportFile(yield* toFile(database, given, plan, plan.out))
      else yield* toFolder(database, given, plan)
    })
  )
})

export const exportCommand = Command.make("export", exportFlags, (given) =>
  withMessages(given, run(given))
).pipe(
  Command.withDescription("Write tables, or the answer to a query, as XLSX, CSV and Parquet"),
  Command.withExamples([
    { command: "chatledger export", description: "a workbook with all tables, in ./chatledger-export" },
    {
      command:
        "chatledger export --format csv --csv-profile excel-ru --table messages --last 30d -o messages.csv",
      description: "the messages of a month, for Excel in Russian"
    }
  ])
)
