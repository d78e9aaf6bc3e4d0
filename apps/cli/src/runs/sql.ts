// What `chatledger sql` does: reads the query, locks the door, asks. A query that mentions $as_of gets the moment of --as-of,
// or NULL, which means now.
import { checkQuery, describing, lock, parametersIn } from "@chatledger/analytics"
import { reasonOf } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Stdio from "effect/Stdio"
import * as Stream from "effect/Stream"
import { optionalInstant } from "../choice.ts"
import type { SqlFlags } from "../commands/sql.ts"
import { WrongUsage } from "../exit.ts"
import { zoneOf } from "../instant.ts"
import { answer } from "../output/answer.ts"
import { destinationOf } from "../output/destination.ts"
import { print } from "../output/stdout.ts"
import { useTables } from "../tables.ts"
import { peopleOf } from "./people.ts"
import { reportFile } from "./report-file.ts"

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

/** The parameters that are given, and `as_of` if the query mentions it. */
const parametersOf = Effect.fnUntraced(function* (given: SqlFlags, sql: string, timeZone: string) {
  const moment = yield* optionalInstant("as-of", given.asOf, timeZone)
  const isNamed = Object.hasOwn(given.param, "as_of")
  if (moment !== undefined && isNamed)
    return yield* new WrongUsage({ reason: "--as-of and --param as_of say the same: give one" })
  const isMissing = parametersIn(sql).includes("as_of") && !isNamed
  return moment === undefined && !isMissing
    ? given.param
    : { ...given.param, as_of: moment?.toISOString() ?? null }
})

const printPath = Effect.fnUntraced(function* (given: SqlFlags) {
  if (Option.isSome(given.query) || Option.isSome(given.file))
    return yield* new WrongUsage({ reason: "a query and --print-path exclude each other" })
  const path = yield* useTables(given, (database) => Effect.succeed(database.path))
  yield* print(`${path}\n`)
})

export const run = Effect.fnUntraced(function* (given: SqlFlags) {
  if (given.printPath) return yield* printPath(given)
  const text = (yield* queryText(given)).replace(/^\ufeff/, "")
  if (text.trim() === "") return yield* new WrongUsage({ reason: NO_QUERY })
  const sql = describing(text)
  const timeZone = yield* zoneOf(given.tz)
  const parameters = yield* parametersOf(given, sql, timeZone)
  const destination = yield* destinationOf(given, timeZone)
  const count = yield* peopleOf(given)
  const report = yield* useTables(
    given,
    Effect.fnUntraced(function* (database) {
      yield* count(database)
      return yield* answer(
        database,
        { name: "query", sql, parameters },
        destination,
        Effect.andThen(lock(database, timeZone), checkQuery(database, sql, parameters))
      )
    })
  )
  yield* reportFile(report)
})
