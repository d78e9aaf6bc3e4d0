// chatledger sql: one query of the user's, through the locked door.
import { checkQuery, lock } from "@chatledger/analytics"
import { reasonOf } from "@chatledger/archive"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Stdio from "effect/Stdio"
import * as Stream from "effect/Stream"
import { WrongUsage } from "../exit.ts"
import * as flags from "../flags.ts"
import { checkZone, machineZone } from "../instant.ts"
import { answer, destinationOf, foldersOf } from "../output/answer.ts"
import { useTables, withMessages } from "../session.ts"
import { reportFile } from "./report-file.ts"

const sqlFlags = {
  query: flags.sql,
  file: flags.file,
  param: flags.params,
  tz: flags.tz,
  format: flags.answerFormat,
  out: flags.out,
  csvProfile: flags.csvProfile,
  force: flags.force,
  ...flags.common
}

type SqlFlags = Command.Command.Config.Infer<typeof sqlFlags>

const NO_QUERY = "there is no query: write it as an argument, name a file with --file, or pipe it in"

const fromStdin = Effect.gen(function* () {
  const stdio = yield* Stdio.Stdio
  if (yield* stdio.stdinIsTerminal) return yield* new WrongUsage({ reason: NO_QUERY })
  return yield* Stream.mkString(Stream.decodeText(stdio.stdin)).pipe(
    Effect.mapError(() => new WrongUsage({ reason: "standard input cannot be read" }))
  )
})

const queryText = Effect.fnUntraced(function* (given: SqlFlags) {
  if (Option.isSome(given.query)) {
    if (Option.isSome(given.file))
      return yield* new WrongUsage({ reason: "a query and --file exclude each other" })
    return given.query.value === "-" ? yield* fromStdin : given.query.value
  }
  if (Option.isNone(given.file) || given.file.value === "-") return yield* fromStdin
  const fs = yield* FileSystem.FileSystem
  const path = given.file.value
  return yield* fs
    .readFileString(path)
    .pipe(
      Effect.mapError(
        (error) => new WrongUsage({ reason: `--file ${path} cannot be read: ${reasonOf(error)}` })
      )
    )
})

const run = Effect.fnUntraced(function* (given: SqlFlags) {
  const sql = yield* queryText(given)
  const timeZone = yield* checkZone(Option.getOrElse(given.tz, machineZone))
  const destination = yield* destinationOf(given, timeZone)
  const report = yield* useTables(
    given,
    undefined,
    Effect.fnUntraced(function* (database) {
      yield* lock(database, timeZone, foldersOf(destination))
      yield* checkQuery(database, sql)
      return yield* answer(database, { name: "query", sql, parameters: given.param }, destination)
    })
  )
  yield* reportFile(report)
})

export const sqlCommand = Command.make("sql", sqlFlags, (given) => withMessages(given, run(given))).pipe(
  Command.withDescription("Ask the tables in SQL: one SELECT of DuckDB's dialect"),
  Command.withExamples([
    {
      command:
        'chatledger sql "select sender_name, count(*) as n from messages group by all order by n desc limit 10"',
      description: "who writes most"
    },
    {
      command: "chatledger sql --file question.sql --param chat=7900@c.us -o answer.xlsx",
      description: "into Excel"
    }
  ])
)
