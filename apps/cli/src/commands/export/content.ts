// The content of an export: the selected tables, or the answer to a query, with the pages and sheets of a workbook.
import { type CopiedFiles, type Database, tablesToExport } from "@chatledger/analytics"
import {
  aboutAnswer,
  aboutTables,
  answerTable,
  parameterTexts,
  simpleWorkbook,
  summaryPage
} from "@chatledger/analytics/internal"
import type { ExportTable, WorkbookLook, WorkbookPage } from "@chatledger/export"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { fileLanguage } from "../../messages/strings.ts"
import { programText } from "../../program.ts"
import { materialize } from "../../sandbox/materialize.ts"
import { namingOf } from "../../tables/naming.ts"
import { ownNamesIn } from "../../tables/own-names.ts"
import type { ExportFlags } from "./command.ts"
import type { ExportPlan } from "./plan.ts"

/** DuckDB's memory limit while a workbook is written; larger sorts spill to disk. */
export const WORKBOOK_MEMORY = "512MB"

/** The content, and the database that it comes from. */
export interface Content {
  readonly database: Database
  readonly tables: ReadonlyArray<ExportTable>
  readonly pages: ReadonlyArray<WorkbookPage>
  /** Tables for the workbook only, and its look. */
  readonly sheets?: ReadonlyArray<ExportTable>
  readonly look?: WorkbookLook
}

/** The zone of days and hours in Parquet: only if the user named one. */
export const localZoneOf = ({ period }: ExportPlan) => (period.isMachineZone ? undefined : period.timeZone)

const pageOptions = ({ thumbnails }: ExportFlags, { period, pseudonyms }: ExportPlan) => ({
  timeZone: period.timeZone,
  locale: fileLanguage,
  thumbnails,
  program: programText,
  ...(pseudonyms === undefined ? {} : { pseudonyms: { keyId: pseudonyms.key.id, texts: pseudonyms.texts } })
})

/** The selected messages. */
export const choiceOf = ({ chat, instance, type }: ExportFlags, { period: { from, to } }: ExportPlan) => ({
  from,
  to,
  instance,
  chat,
  type
})

/** The tables, and the workbook's sheets and pages. */
export const chosenTables = Effect.fnUntraced(function* (
  database: Database,
  given: ExportFlags,
  plan: ExportPlan,
  files: CopiedFiles | undefined
) {
  const choice = choiceOf(given, plan)
  const { thumbnails } = given
  const { isNewestFirst, preset, sheets } = plan.workbook
  const hasWorkbook = plan.formats.includes("xlsx")
  const tables = yield* tablesToExport(database, plan.tables, choice, {
    thumbnails,
    files,
    locale: fileLanguage,
    names: plan.pseudonyms === undefined,
    partition: plan.partition,
    localZone: localZoneOf(plan)
  })
  if (!hasWorkbook) return { database, tables, pages: [] } satisfies Content
  const options = pageOptions(given, plan)
  if (preset === "simple") {
    const ownNames = yield* ownNamesIn(given)
    const simple = { ...options, files, ownNames, isNewestFirst, sheets }
    return { database, tables, ...(yield* simpleWorkbook(database, choice, simple)) } satisfies Content
  }
  const about = yield* aboutTables(database, choice, options)
  const pages = [about, yield* summaryPage(database, choice, options)]
  return { database, tables, pages } satisfies Content
})

/** The kept answer to a query. */
export const keptQuery = Effect.fnUntraced(function* (
  database: Database,
  sql: string,
  given: ExportFlags,
  plan: ExportPlan,
  createdAt: Date
) {
  // Pseudonymised queries use no names: tokens have none, and real names must not be available to them.
  const naming = plan.pseudonyms === undefined ? plan.naming : namingOf(false)
  const options = { timeZone: plan.period.timeZone, limits: plan.limits, naming, isUnsafe: false }
  const kept = yield* materialize(database, options, { sql, parameters: given.param })
  if (plan.formats.includes("xlsx")) yield* kept.run(`set memory_limit = '${WORKBOOK_MEMORY}'`)
  const name = Option.getOrElse(given.name, () => "query")
  const parameters = yield* parameterTexts(kept, given.param, plan.period.timeZone)
  return {
    database: kept,
    tables: [answerTable(name, fileLanguage)],
    pages: [aboutAnswer(database, { sql, parameters }, createdAt, pageOptions(given, plan))]
  } satisfies Content
})
