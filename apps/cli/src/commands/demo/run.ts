// `chatledger demo`: a generated account, from the journal to files and answers, offline.

import * as NodePath from "node:path"
import {
  type Database,
  findStatistic,
  newestRequest,
  publicTables,
  query,
  readNames,
  reportHtml,
  statisticQuery,
  tablesToExport
} from "@chatledger/analytics"
import { nameIds, simpleWorkbook, statisticTitle } from "@chatledger/analytics/internal"
import { exportTables } from "@chatledger/export"
import { writeTextFile } from "@chatledger/export/internal"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { zoneOf } from "../../configuration/instant.ts"
import { fileLanguage, helpStrings, strings } from "../../messages/strings.ts"
import { writeReadable } from "../../output/readable-table.ts"
import { reportCuts } from "../../output/written-note.ts"
import { program, programText } from "../../program.ts"
import { useTables } from "../../tables/open-tables.ts"
import { accountNames } from "../../tables/readable.ts"
import { Messages } from "../../terminal/console.ts"
import { isTerminal, print, terminalColumns } from "../../terminal/stdout.ts"
import type { DemoFlags } from "./command.ts"
import { type DemoFolder, makeDemoFolder } from "./folder.ts"
import { writeDemoNames } from "./names.ts"
import { recordDemo } from "./recording.ts"

const DEFAULT_FOLDER = "./chatledger-demo"

const questions = [
  { name: "reactions_by_emoji", rows: 6 },
  { name: "poll_results", rows: 9 },
  { name: "messages_by_sender", rows: 6 },
  { name: "response_times", rows: 6 }
] as const

const ask = Effect.fnUntraced(function* (
  database: Database,
  timeZone: string,
  instances: Readonly<Record<string, string>>
) {
  const options = { isTerminal: isTerminal(), columns: terminalColumns() }
  for (const { name, rows } of questions) {
    const statistic = yield* findStatistic(name)
    const statistical = yield* statisticQuery(statistic, { tz: timeZone })
    yield* print(`\n${name}: ${statisticTitle(fileLanguage, name) ?? statistic.title}\n\n`)
    const result = yield* query(database, statistical.sql, statistical.parameters, timeZone)
    yield* writeReadable(
      result,
      { ...options, maxRows: rows, isFitted: true },
      { locale: fileLanguage, instances },
      print
    )
  }
})

/** A path quoted for a shell. */
const quoted = (path: string): string =>
  /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`

const nextSteps = (folder: DemoFolder) => {
  const archive = quoted(NodePath.relative(process.cwd(), folder.archive))
  const names = quoted(NodePath.relative(process.cwd(), folder.names))
  return `
${helpStrings.demo.output.next}
  chatledger stats
  chatledger stats poll_turnout --archive ${archive}
  chatledger stats messages_by_chat --names ${names} --archive ${archive}
  chatledger sql "select sender_name, count(*) as messages from messages group by all order by all" --archive ${archive}
  chatledger export --csv-profile excel-ru --table messages -o messages.csv --archive ${archive}
`
}

export const run = Effect.fnUntraced(function* (given: DemoFlags) {
  const messages = yield* Messages
  const timeZone = yield* zoneOf(given.tz)
  const folder = yield* makeDemoFolder(Option.getOrElse(given.out, () => DEFAULT_FOLDER))
  const recorded = yield* recordDemo(folder.archive)
  yield* messages.note(
    strings.demo.recorded(
      recorded.syncs,
      recorded.instances,
      recorded.snapshots,
      folder.archive,
      recorded.faults
    )
  )
  yield* writeDemoNames(folder.names)
  const { names } = yield* readNames(folder.names)
  yield* useTables(
    { archive: Option.some(folder.archive), config: Option.none(), cache: Option.none(), wait: given.wait },
    Effect.fnUntraced(function* (database) {
      yield* nameIds(database, names)
      const options = { timeZone, locale: fileLanguage, thumbnails: false, program: programText } as const
      const workbook = yield* simpleWorkbook(
        database,
        {},
        { ...options, ownNames: new Map(), isNewestFirst: false }
      )
      const manifest = yield* exportTables(database.connection, {
        directory: folder.files,
        formats: ["parquet", "csv", "xlsx"],
        tables: yield* tablesToExport(database, publicTables(), {}, options),
        ...workbook,
        workbookName: "chatledger.xlsx",
        timeZone,
        csvProfile: "excel-us",
        createdAt: yield* newestRequest(database),
        program,
        onProgress: ({ format, table }) =>
          Effect.runSync(messages.progress(strings.demo.writing(format, table)))
      })
      yield* messages.clear
      yield* ask(database, timeZone, accountNames(names))
      yield* reportCuts(manifest.cuts)
      yield* print(helpStrings.demo.output.files(folder.files))
      yield* print(helpStrings.demo.output.names(folder.names))
      const report = NodePath.join(folder.root, "report.html")
      const html = yield* reportHtml(database, {
        from: undefined,
        to: undefined,
        instance: [],
        chat: [],
        timeZone,
        locale: fileLanguage,
        isShareSafe: false,
        program: programText
      })
      yield* writeTextFile(report, (write) => write(html))
      yield* print(helpStrings.demo.output.report(report))
      yield* print(nextSteps(folder))
    })
  )
})
