// `chatledger sql`: reads the query and runs it in the sandbox, or starts the shell.

import { bare } from "@chatledger/analytics/internal"
import { reasonOf } from "@chatledger/archive/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Stdio from "effect/Stdio"
import * as Stream from "effect/Stream"
import { zoneOf } from "../../configuration/instant.ts"
import { isUtf16 } from "../../configuration/value-shapes.ts"
import { type EnginePlace, enginePlace, refuseWithEngine } from "../../engine/place.ts"
import { WrongUsage } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import { destinationOf, QUERY } from "../../output/destination.ts"
import { reportFile } from "../../output/written-note.ts"
import { answerInSandbox } from "../../sandbox/answer.ts"
import { limitsOf } from "../../sandbox/limits.ts"
import { userQuery } from "../../sandbox/user-query.ts"
import { namingIn } from "../../tables/naming.ts"
import { useTables } from "../../tables/open-tables.ts"
import { Messages } from "../../terminal/console.ts"
import { isTerminal, print } from "../../terminal/stdout.ts"
import type { SqlFlags } from "./command.ts"

const fromStdin = Effect.gen(function* () {
  const stdio = yield* Stdio.Stdio
  if (yield* stdio.stdinIsTerminal) return yield* new WrongUsage({ reason: strings.selection.noQuery })
  return yield* Stream.mkString(Stream.decodeText(stdio.stdin)).pipe(
    Effect.mapError(() => new WrongUsage({ reason: strings.selection.stdinUnreadable }))
  )
})

const queryText = Effect.fnUntraced(function* (given: SqlFlags) {
  if (Option.isSome(given.query)) {
    if (Option.isSome(given.file)) return yield* new WrongUsage({ reason: strings.selection.queryAndFile })
    return given.query.value === "-" ? yield* fromStdin : given.query.value
  }
  if (Option.isNone(given.file) || given.file.value === "-") return yield* fromStdin
  const fs = yield* FileSystem.FileSystem
  const path = given.file.value
  const refused = (reason: string) =>
    new WrongUsage({ reason: strings.selection.fileUnreadable(path, reason) })
  const text = yield* fs
    .readFileString(path)
    .pipe(Effect.mapError((error) => refused(strings.reason(reasonOf(error)))))
  return isUtf16(text) ? yield* new WrongUsage({ reason: strings.selection.fileUtf16(path) }) : text
})

const printPath = Effect.fnUntraced(function* (given: SqlFlags) {
  if (Option.isSome(given.query) || Option.isSome(given.file))
    return yield* new WrongUsage({ reason: strings.selection.queryAndPath })
  const path = yield* useTables(given, (database) => Effect.succeed(database.path))
  yield* print(`${path}\n`)
})

const isForShell = Effect.fnUntraced(function* (given: SqlFlags) {
  const stdio = yield* Stdio.Stdio
  const isGiven = Option.isSome(given.query) || Option.isSome(given.file) || Option.isSome(given.out)
  return !isGiven && (yield* stdio.stdinIsTerminal) && isTerminal()
})

/** What an engine knows nothing of. */
const LOCAL_FLAGS = [
  "dataset",
  "people",
  "roster",
  "names",
  "printPath",
  "unsafe",
  "param",
  "asOf",
  "maxTime",
  "maxMemory",
  "maxDisk"
]

/** Answers a query of the user with an engine. */
const runOnEngine = Effect.fnUntraced(function* (given: SqlFlags, place: EnginePlace) {
  yield* refuseWithEngine(given, LOCAL_FLAGS)
  if (yield* isForShell(given)) return yield* new WrongUsage({ reason: strings.engine.queryOnly })
  const timeZone = yield* zoneOf(given.tz)
  const text = bare((yield* queryText(given)).replace(/^\ufeff/, ""))
  if (text === "") return yield* new WrongUsage({ reason: strings.selection.noQuery })
  const destination = yield* destinationOf(given, timeZone)
  const { answerQuery } = yield* Effect.promise(() => import("../../engine/answer.ts"))
  yield* reportFile(given, yield* answerQuery(place, text, destination))
})

export const run = Effect.fnUntraced(function* (given: SqlFlags) {
  const place = yield* enginePlace(given)
  if (place !== undefined) return yield* runOnEngine(given, place)
  if (given.printPath) return yield* printPath(given)
  const messages = yield* Messages
  const timeZone = yield* zoneOf(given.tz)
  const limits = yield* limitsOf(given)
  const naming = yield* namingIn(given)
  const options = { timeZone, limits, naming, isUnsafe: given.unsafe }
  if (given.unsafe) yield* messages.warn(strings.selection.unsafe)
  if (yield* isForShell(given)) {
    const { runShell } = yield* Effect.promise(() => import("../../shell/shell.ts"))
    return yield* runShell(given, options)
  }
  const text = (yield* queryText(given)).replace(/^\ufeff/, "")
  if (text.trim() === "") return yield* new WrongUsage({ reason: strings.selection.noQuery })
  const question = { name: QUERY, ...(yield* userQuery(given, text, timeZone)) }
  const destination = yield* destinationOf(given, timeZone)
  const answered = yield* answerInSandbox(given, { ...options, tellsUnseen: true }, question, destination)
  yield* reportFile(given, answered)
})
