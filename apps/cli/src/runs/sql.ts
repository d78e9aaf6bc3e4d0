// What `chatledger sql` does: reads the query and asks it through the locked door, or starts the shell.
import { reasonOf } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Stdio from "effect/Stdio"
import * as Stream from "effect/Stream"
import type { SqlFlags } from "../commands/sql.ts"
import { isUtf16 } from "../configuration/value-shapes.ts"
import { Messages } from "../console.ts"
import { answerThroughDoor } from "../door/answer.ts"
import { limitsOf } from "../door/limits.ts"
import { WrongUsage } from "../exit.ts"
import { zoneOf } from "../instant.ts"
import { namingIn } from "../naming.ts"
import { destinationOf, QUERY } from "../output/destination.ts"
import { isTerminal, print } from "../output/stdout.ts"
import { useTables } from "../tables.ts"
import { choosingWords as words } from "../wording/choosing.ts"
import { reasonWords } from "../wording/reasons.ts"
import { ownQuery } from "./own-query.ts"
import { reportFile } from "./report-file.ts"

const fromStdin = Effect.gen(function* () {
  const stdio = yield* Stdio.Stdio
  if (yield* stdio.stdinIsTerminal) return yield* new WrongUsage({ reason: words.noQuery })
  return yield* Stream.mkString(Stream.decodeText(stdio.stdin)).pipe(
    Effect.mapError(() => new WrongUsage({ reason: words.stdinUnreadable }))
  )
})

const queryText = Effect.fnUntraced(function* (given: SqlFlags) {
  if (Option.isSome(given.query)) {
    if (Option.isSome(given.file)) return yield* new WrongUsage({ reason: words.queryAndFile })
    return given.query.value === "-" ? yield* fromStdin : given.query.value
  }
  if (Option.isNone(given.file) || given.file.value === "-") return yield* fromStdin
  const fs = yield* FileSystem.FileSystem
  const path = given.file.value
  const refused = (reason: string) => new WrongUsage({ reason: words.fileUnreadable(path, reason) })
  const text = yield* fs
    .readFileString(path)
    .pipe(Effect.mapError((error) => refused(reasonWords(reasonOf(error)))))
  return isUtf16(text) ? yield* new WrongUsage({ reason: words.fileUtf16(path) }) : text
})

const printPath = Effect.fnUntraced(function* (given: SqlFlags) {
  if (Option.isSome(given.query) || Option.isSome(given.file))
    return yield* new WrongUsage({ reason: words.queryAndPath })
  const path = yield* useTables(given, (database) => Effect.succeed(database.path))
  yield* print(`${path}\n`)
})

const isForShell = Effect.fnUntraced(function* (given: SqlFlags) {
  const stdio = yield* Stdio.Stdio
  const isAsked = Option.isSome(given.query) || Option.isSome(given.file) || Option.isSome(given.out)
  return !isAsked && (yield* stdio.stdinIsTerminal) && isTerminal()
})

export const run = Effect.fnUntraced(function* (given: SqlFlags) {
  if (given.printPath) return yield* printPath(given)
  const messages = yield* Messages
  const timeZone = yield* zoneOf(given.tz)
  const limits = yield* limitsOf(given)
  const naming = yield* namingIn(given)
  const options = { timeZone, limits, naming, isUnsafe: given.unsafe }
  if (given.unsafe) yield* messages.warn(words.unsafe)
  if (yield* isForShell(given)) {
    const { runShell } = yield* Effect.promise(() => import("../shell/shell.ts"))
    return yield* runShell(given, options)
  }
  const text = (yield* queryText(given)).replace(/^\ufeff/, "")
  if (text.trim() === "") return yield* new WrongUsage({ reason: words.noQuery })
  const question = { name: QUERY, ...(yield* ownQuery(given, text, timeZone)) }
  const destination = yield* destinationOf(given, timeZone)
  const answered = yield* answerThroughDoor(given, { ...options, tellsUnseen: true }, question, destination)
  yield* reportFile(given, answered)
})
