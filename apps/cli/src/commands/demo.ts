// chatledger demo: a made-up account, from saved replies to files and answers, offline.
import * as NodePath from "node:path"
import {
  type Database,
  findStatistic,
  newestRequest,
  publicTables,
  query,
  statisticQuery,
  tablesToExport
} from "@chatledger/analytics"
import { importReply, knownBodies, openOrCreateArchive } from "@chatledger/archive"
import { exportFormats, exportTables } from "@chatledger/export"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { Messages } from "../console.ts"
import { demoAccount } from "../demo-account/index.ts"
import { WrongUsage } from "../exit.ts"
import * as flags from "../flags.ts"
import { checkZone, machineZone } from "../instant.ts"
import { FileNotWritten, isTerminal, print, terminalColumns } from "../output/stdout.ts"
import { writeResult } from "../output/text-formats.ts"
import { program, programText } from "../program.ts"
import { useTables, withMessages } from "../session.ts"
import { reportCuts } from "./report-file.ts"

const { archive: _archive, ...commonFlags } = flags.common
const demoFlags = { out: flags.out, tz: flags.tz, ...commonFlags }

type DemoFlags = Command.Command.Config.Infer<typeof demoFlags>

const DEFAULT_FOLDER = "./chatledger-demo"
/** A file by which a later demo knows that the folder is its own to replace. */
const MARK = ".chatledger-demo"

interface Folders {
  readonly root: string
  readonly replies: string
  readonly archive: string
  readonly files: string
}

/** Makes the folder anew; a folder that no demo made is left alone. */
const makeFolders = Effect.fnUntraced(function* (root: string) {
  const fs = yield* FileSystem.FileSystem
  const notWritten = Effect.mapError(
    () => new FileNotWritten({ path: root, reason: "choose another folder with --out" })
  )
  const names = yield* Effect.orElseSucceed(fs.readDirectory(root), (): Array<string> => [])
  if (names.length > 0 && !names.includes(MARK))
    return yield* new WrongUsage({
      reason: `${root} is there and no demo made it: choose another folder with --out`
    })
  const folders: Folders = {
    root,
    replies: NodePath.join(root, "replies"),
    archive: NodePath.join(root, "archive"),
    files: NodePath.join(root, "files")
  }
  yield* fs.remove(root, { recursive: true, force: true }).pipe(notWritten)
  yield* fs.makeDirectory(folders.replies, { recursive: true }).pipe(notWritten)
  yield* fs.writeFileString(NodePath.join(root, MARK), `${programText}\n`).pipe(notWritten)
  return folders
})

/** Saves the account as replies that overlap, and imports them. */
const fill = Effect.fnUntraced(function* (folders: Folders) {
  const fs = yield* FileSystem.FileSystem
  const messages = yield* Messages
  const account = demoAccount()
  const archive = yield* openOrCreateArchive(folders.archive)
  for (const { idInstance } of account.instances) {
    const known = yield* knownBodies(archive, idInstance)
    for (const reply of account.replies.filter(({ instanceId }) => instanceId === idInstance)) {
      const name = `${reply.requestedAt.toISOString().slice(0, 16).replace(/[-:]/g, "")}-${idInstance}-${reply.journal}.json`
      const path = NodePath.join(folders.replies, name)
      yield* messages.progress(`importing ${name}`)
      yield* fs
        .writeFileString(path, reply.body)
        .pipe(Effect.mapError(() => new FileNotWritten({ path, reason: "is the disk full?" })))
      const options = {
        instanceId: idInstance,
        journal: reply.journal,
        requestedAt: reply.requestedAt,
        minutes: reply.minutes,
        program: programText
      }
      yield* Effect.scoped(importReply(archive, known, { path, name }, options))
    }
  }
  return account
})

const questions = [
  { name: "reactions_by_emoji", rows: 6 },
  { name: "poll_results", rows: 9 },
  { name: "messages_by_sender", rows: 6 },
  { name: "response_times", rows: 6 }
] as const

const ask = Effect.fnUntraced(function* (database: Database, timeZone: string) {
  const options = { timeZone, isTerminal: isTerminal(), columns: terminalColumns() }
  for (const { name, rows } of questions) {
    const statistic = yield* findStatistic(name)
    const asked = yield* statisticQuery(statistic, { tz: timeZone })
    yield* print(`\n${name}: ${statistic.title}\n\n`)
    yield* writeResult(
      yield* query(database, asked.sql, asked.parameters),
      "table",
      { ...options, maxRows: rows },
      print
    )
  }
})

const nextSteps = (folders: Folders) => {
  const archive = NodePath.relative(process.cwd(), folders.archive)
  return `
Try next, with the same archive (npx -y pnpm@12 chatledger … from a checkout):
  chatledger stats --archive ${archive}
  chatledger stats poll_turnout --archive ${archive}
  chatledger sql "select sender_name, count(*) as messages from messages group by all order by all" --archive ${archive}
  chatledger export --format csv --csv-profile excel-ru --table messages -o messages.csv --archive ${archive}
`
}

const run = Effect.fnUntraced(function* (given: DemoFlags) {
  const messages = yield* Messages
  const timeZone = yield* checkZone(Option.getOrElse(given.tz, machineZone))
  const folders = yield* makeFolders(Option.getOrElse(given.out, () => DEFAULT_FOLDER))
  const account = yield* fill(folders)
  yield* messages.note(
    `${account.replies.length} made-up replies of ${account.instances.length} instances are kept in ${folders.archive}`
  )
  const session = { ...given, archive: Option.some(folders.archive) }
  yield* useTables(
    session,
    undefined,
    Effect.fnUntraced(function* (database) {
      const manifest = yield* exportTables(database.connection, {
        directory: folders.files,
        formats: exportFormats,
        tables: yield* tablesToExport(database, publicTables, {}, { thumbnails: false }),
        workbookName: "chatledger.xlsx",
        timeZone,
        csvProfile: "excel-us",
        createdAt: yield* newestRequest(database),
        program
      })
      yield* ask(database, timeZone)
      yield* reportCuts(manifest.cuts)
      yield* print(
        `\nFiles: ${folders.files}\n  chatledger.xlsx opens in Excel and LibreOffice; one .csv and one .parquet per table; manifest.json lists them\n`
      )
      yield* print(nextSteps(folders))
    })
  )
})

export const demoCommand = Command.make("demo", demoFlags, (given) =>
  withMessages({ ...given, archive: Option.none() }, run(given))
).pipe(
  Command.withDescription(
    "A made-up account, from saved replies to files and answers, offline: what to run first"
  )
)
