// What `chatledger sql` does: reads the query, locks the door, asks.
import { checkQuery, lock } from "@chatledger/analytics"
import { reasonOf } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Stdio from "effect/Stdio"
import * as Stream from "effect/Stream"
import type { SqlFlags } from "../commands/sql.ts"
import { WrongUsage } from "../exit.ts"
import { zoneOf } from "../instant.ts"
import { answer } from "../output/answer.ts"
import { destinationOf } from "../output/destination.ts"
import { useTables } from "../tables.ts"
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

export const run = Effect.fnUntraced(function* (given: SqlFlags) {
  const sql = (yield* queryText(given)).replace(/^\ufeff/, "")
  if (sql.trim() === "") return yield* new WrongUsage({ reason: NO_QUERY })
  const timeZone = yield* zoneOf(given.tz)
  const destination = yield* destinationOf(given, timeZone)
  const report = yield* useTables(given, (database) =>
    answer(
      database,
      { name: "query", sql, parameters: given.param },
      destination,
      Effect.andThen(lock(database, timeZone), checkQuery(database, sql, given.param))
    )
  )
  yield* reportFile(report)
})
