// What `chatledger export` does: tables, or the answer to a query, into a folder, a file, or a pipe.
//
// A query of the user's is asked through the locked door and kept; what is then written is written from what was
// kept, by a database in which no text of the user's runs.
import * as NodePath from "node:path"
import { type Database, newestRequest, tablesToExport } from "@chatledger/analytics"
import { type ExportTable, exportFile, exportTables } from "@chatledger/export"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { noteZone } from "../choice.ts"
import type { ExportFlags } from "../commands/export.ts"
import { Messages } from "../console.ts"
import { keptThroughDoor } from "../door/kept.ts"
import { limitsOf } from "../door/limits.ts"
import { throughFile } from "../output/answer.ts"
import { program } from "../program.ts"
import { useTables } from "../tables.ts"
import { type ExportPlan, exportPlan } from "./export-plan.ts"
import { warnOfUnknown } from "./instances.ts"
import { counted, reportCuts, reportFile } from "./report-file.ts"

const WORKBOOK = "chatledger.xlsx"
/** DuckDB's share while a workbook is written; sorting goes to disk beyond it. */
const WORKBOOK_MEMORY = "512MB"

interface Content {
  readonly database: Database
  readonly tables: ReadonlyArray<ExportTable>
}

const chosenTables = Effect.fnUntraced(function* (database: Database, given: ExportFlags, plan: ExportPlan) {
  const { from, to } = plan.period
  const choice = { from, to, instance: given.instance, chat: given.chat, type: given.type }
  yield* warnOfUnknown(database, given.instance)
  const tables = yield* tablesToExport(database, plan.tables, choice, { thumbnails: given.thumbnails })
  return { database, tables } satisfies Content
})

const write = Effect.fnUntraced(function* (
  { database, tables }: Content,
  createdAt: Date,
  given: ExportFlags,
  plan: ExportPlan
) {
  const messages = yield* Messages
  const { connection } = database
  const settings = {
    tables,
    timeZone: plan.period.timeZone,
    csvProfile: given.csvProfile,
    createdAt,
    program,
    force: given.force,
    onProgress: ({ format, table, rows }: { format: string; table: string; rows: number }) =>
      Effect.runSync(messages.progress(`writing ${format}: ${table}, row ${rows}`))
  }
  const [format = "xlsx"] = plan.formats
  if (plan.out === "-") {
    const report = yield* throughFile(`export.${format}`, (path) =>
      exportFile(connection, { path, format, ...settings })
    )
    return yield* reportCuts(report.cuts)
  }
  if (plan.isFile) {
    const report = yield* exportFile(connection, { path: plan.out, format, ...settings })
    return yield* reportFile({ ...report, path: plan.out })
  }
  const manifest = yield* exportTables(connection, {
    directory: NodePath.resolve(plan.out),
    formats: plan.formats,
    workbookName: Option.isSome(given.query) ? `${tables[0]?.name ?? "query"}.xlsx` : WORKBOOK,
    ...settings
  })
  const rowsOf = (name: string) =>
    manifest.files.filter((file) => file.format === name).reduce((sum, file) => sum + file.rows, 0)
  const rows = Math.max(0, ...plan.formats.map(rowsOf))
  yield* reportCuts(manifest.cuts)
  yield* messages.note(`${counted(manifest.files.length, "file")}, ${counted(rows, "row")}, in ${plan.out}`)
}, Effect.scoped)

const exportChosen = (given: ExportFlags, plan: ExportPlan) =>
  useTables(
    given,
    Effect.fnUntraced(function* (database) {
      if (plan.formats.includes("xlsx")) yield* database.run(`set memory_limit = '${WORKBOOK_MEMORY}'`)
      const createdAt = yield* newestRequest(database)
      yield* write(yield* chosenTables(database, given, plan), createdAt, given, plan)
    })
  )

const exportQuery = Effect.fnUntraced(function* (sql: string, given: ExportFlags, plan: ExportPlan) {
  const limits = yield* limitsOf(given)
  const { timeZone } = plan.period
  yield* keptThroughDoor(
    given,
    { timeZone, limits, isUnsafe: false },
    { sql, parameters: given.param },
    Effect.fnUntraced(function* (database, createdAt) {
      if (plan.formats.includes("xlsx")) yield* database.run(`set memory_limit = '${WORKBOOK_MEMORY}'`)
      const name = Option.getOrElse(given.name, () => "query")
      const tables = [{ name, query: "select * from answer order by rowid" }]
      yield* write({ database, tables }, createdAt, given, plan)
    })
  )
})

export const run = Effect.fnUntraced(function* (given: ExportFlags) {
  const plan = yield* exportPlan(given)
  if (plan.formats.some((format) => format !== "parquet")) yield* noteZone(plan.period)
  yield* Option.match(given.query, {
    onNone: () => exportChosen(given, plan),
    onSome: (sql) => exportQuery(sql, given, plan)
  })
})
