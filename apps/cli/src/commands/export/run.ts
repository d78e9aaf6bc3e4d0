// `chatledger export`: writes tables, or the answer to a query, to a folder, a file, or a pipe.
//
// A user's query runs in the sandbox, and its answer is kept; the files are written from
// that, by a database in which no text of the user runs.

import * as NodePath from "node:path"
import { type CopiedFiles, type Database, newestRequest } from "@chatledger/analytics"
import { pseudonymous, selectionOf, sourceOf } from "@chatledger/analytics/internal"
import { openArchive } from "@chatledger/archive"
import {
  type ExportProgress,
  type ExportTablesOptions,
  exportFile,
  exportTables,
  formats,
  type Truncation
} from "@chatledger/export"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { archivePath } from "../../configuration/archive-path.ts"
import { AlreadyReported, WrongUsage } from "../../failures/exit.ts"
import { copyFiles, folderOf } from "../../media/copied-files.ts"
import { strings } from "../../messages/strings.ts"
import { throughFile } from "../../output/answer.ts"
import { inFolder, objectionTo, originOf, otherSelection } from "../../output/export-folder.ts"
import { ownFiles } from "../../output/own-files.ts"
import { shareText } from "../../output/progress-share.ts"
import { reportCuts, reportFile } from "../../output/written-note.ts"
import { program } from "../../program.ts"
import { chatsOf } from "../../tables/chats.ts"
import { noteEmpty } from "../../tables/empty-choice.ts"
import { warnOfUnknown } from "../../tables/instances.ts"
import { countAndTell } from "../../tables/naming.ts"
import { useTables } from "../../tables/open-tables.ts"
import { noteZone } from "../../tables/period.ts"
import { Messages } from "../../terminal/console.ts"
import type { ExportFlags } from "./command.ts"
import { choiceOf, chosenTables, keptQuery, localZoneOf, WORKBOOK_MEMORY } from "./content.ts"
import { isForDataset, runDataset } from "./dataset.ts"
import { printDdl } from "./ddl.ts"
import { type ExportPlan, exportPlan } from "./plan.ts"

const WORKBOOK = "chatledger.xlsx"
const metadataOf = (plan: ExportPlan): Readonly<Record<string, string>> => {
  const localZone = localZoneOf(plan)
  const { pseudonyms } = plan
  return {
    ...(localZone === undefined || !plan.formats.includes("parquet") ? {} : { local_time_zone: localZone }),
    ...(pseudonyms === undefined
      ? {}
      : { pseudonymized: "true", key_id: pseudonyms.key.id, texts: pseudonyms.texts })
  }
}

/** Truncated cells make the export incomplete. */
const endWith = Effect.fnUntraced(function* (cuts: ReadonlyArray<Truncation>) {
  if (cuts.some(({ kind }) => kind === "cells")) yield* new AlreadyReported({ code: 3 })
})

/** Writes to a folder, with exclusive use of it. */
const writeFolder = Effect.fnUntraced(function* (
  { archived, selection, given }: From,
  plan: ExportPlan,
  { connection }: Database,
  settings: Omit<ExportTablesOptions, "directory" | "formats">
) {
  const messages = yield* Messages
  const directory = NodePath.resolve(plan.out)
  const from = yield* originOf(archived, selection, plan.pseudonyms)
  let replaced: string | undefined
  const removed: Array<string> = []
  const manifest = yield* exportTables(connection, {
    ...settings,
    directory,
    formats: plan.formats,
    workbookName: Option.isSome(given.query) ? `${settings.tables[0]?.name ?? "query"}.xlsx` : WORKBOOK,
    source: { ...settings.source, ...from.origin },
    objection: (earlier, files) => {
      const objection = objectionTo(earlier, from, files)
      replaced ??= objection ?? otherSelection(earlier, from.origin)
      return objection
    },
    onRemoved: (file) => removed.push(file)
  })
  for (const file of removed) yield* messages.warn(strings.exporting.removed(file, plan.out))
  if (replaced !== undefined) yield* messages.warn(strings.exporting.replaced(plan.out, replaced))
  const rowsOf = (name: string) =>
    manifest.files.filter((file) => file.format === name).reduce((sum, file) => sum + file.rows, 0)
  const rows = Math.max(0, ...plan.formats.map(rowsOf))
  yield* reportCuts(manifest.cuts)
  yield* messages.note(
    strings.exporting.written(
      strings.counted(manifest.files.length, "file"),
      strings.counted(rows, "row"),
      plan.out
    )
  )
  yield* endWith(manifest.cuts)
})

/** Copies the files of the chosen messages, if that is asked for; answers where they are from the export. */
const copiesOf = Effect.fnUntraced(function* ({ archived, given }: From, plan: ExportPlan) {
  if (Option.isNone(given.media)) return undefined
  const archive = yield* openArchive(yield* archivePath(given))
  const folder = NodePath.resolve(given.media.value)
  const { missing } = yield* copyFiles(archive, archived, choiceOf(given, plan), folder)
  const path = NodePath.relative(folderOf(plan), folder)
  return { folder: path.split(NodePath.sep).join("/"), missing } satisfies CopiedFiles
})

const write = Effect.fnUntraced(function* (origin: From, plan: ExportPlan) {
  const { database, given } = origin
  const messages = yield* Messages
  const createdAt = yield* newestRequest(database)
  const source = yield* sourceOf(database, choiceOf(given, plan))
  const files = yield* copiesOf(origin, plan)
  const content = yield* Option.match(given.query, {
    onNone: () => chosenTables(database, given, plan, files),
    onSome: (sql) => keptQuery(database, sql, given, plan, createdAt)
  })
  const { database: from, ...made } = content
  const { connection } = from
  let writing = { of: "", since: 0 }
  const onProgress = ({ format, rows, table, total }: ExportProgress) => {
    const of = `${format} ${table}`
    if (of !== writing.of) writing = { of, since: performance.now() }
    const share = shareText(rows, total, performance.now() - writing.since)
    Effect.runSync(messages.progress(strings.exporting.writing(format, table, rows) + share))
  }
  const settings = {
    ...made,
    timeZone: plan.period.timeZone,
    csvProfile: given.csvProfile,
    compression: given.compression,
    createdAt,
    program,
    metadata: metadataOf(plan),
    source,
    force: given.force,
    isOwn: yield* ownFiles(given),
    onProgress
  }
  const [format = "xlsx"] = plan.formats
  if (plan.out === "-") {
    const report = yield* throughFile(database.path, `export.${format}`, (path) =>
      exportFile(connection, { path, format, ...settings })
    )
    yield* reportCuts(report.cuts)
    return yield* endWith(report.cuts)
  }
  if (plan.isFile) {
    const report = yield* exportFile(connection, { path: plan.out, format, ...settings })
    yield* reportFile(given, { ...report, path: plan.out })
    return yield* endWith(report.cuts)
  }
  yield* writeFolder(origin, plan, from, settings)
}, Effect.scoped)

/** The database to write from, the archive's database, and the flags with ids as the former knows them. */
interface From {
  readonly archived: Database
  readonly database: Database
  readonly given: ExportFlags
  readonly selection: ReturnType<typeof selectionOf>
}

const fromTables = Effect.fnUntraced(function* (archived: Database, given: ExportFlags, plan: ExportPlan) {
  yield* warnOfUnknown(archived, given.instance)
  const selection = selectionOf(choiceOf(given, plan))
  if (plan.pseudonyms === undefined) return { archived, database: archived, given, selection } satisfies From
  const messages = yield* Messages
  yield* messages.progress(strings.exporting.pseudonymising)
  const made = yield* pseudonymous(archived, plan.pseudonyms, given)
  yield* messages.clear
  const tokens = { ...given, ...made.tokens }
  return {
    archived,
    database: made.database,
    given: tokens,
    selection: selectionOf(choiceOf(tokens, plan))
  } satisfies From
})

export const run = Effect.fnUntraced(function* (given: ExportFlags) {
  if (Option.isSome(given.ddl)) return yield* printDdl(given.ddl.value, given)
  const isDataset = yield* isForDataset(given)
  if (Option.isSome(given.media) && isDataset)
    return yield* new WrongUsage({ reason: strings.media.noDataset })
  if (isDataset) return yield* runDataset(given)
  if (Option.isSome(given.media) && given.pseudonymize)
    return yield* new WrongUsage({ reason: strings.media.withTokens })
  const plan = yield* exportPlan(given)
  yield* useTables(
    given,
    Effect.fnUntraced(function* (archived) {
      if (plan.formats.some((format) => formats[format].isZoned)) yield* noteZone(plan.period)
      yield* countAndTell(archived, plan.naming)
      const chat = yield* chatsOf(archived, given)
      if (Option.isNone(given.query))
        yield* noteEmpty(archived, choiceOf({ ...given, chat }, plan), plan.period.timeZone)
      const made = yield* fromTables(archived, { ...given, chat }, plan)
      // The selection as typed, because the chats that it matches may change. Pseudonymised exports must not reveal it.
      const from =
        plan.pseudonyms === undefined ? { ...made, selection: selectionOf(choiceOf(given, plan)) } : made
      if (plan.formats.includes("xlsx")) yield* from.database.run(`set memory_limit = '${WORKBOOK_MEMORY}'`)
      const writing = write(from, plan)
      yield* plan.isFile ? writing : inFolder(NodePath.resolve(plan.out), given.wait, writing)
    }, Effect.scoped)
  )
})
