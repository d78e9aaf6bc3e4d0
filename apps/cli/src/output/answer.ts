// Writes an answer to the screen, a pipe, or a file, in the requested format.
//
// `@chatledger/export` writes CSV, Parquet and XLSX files, all or nothing, from a separate database; a
// pipe gets Parquet and XLSX from a temporary file. Text is streamed to the screen.

import * as NodePath from "node:path"
import { type Database, newestRequest, query } from "@chatledger/analytics"
import {
  aboutAnswer,
  answerTable,
  folderBeside,
  keepAnswer,
  parameterTexts,
  placeForAnswer
} from "@chatledger/analytics/internal"
import { reasonOf } from "@chatledger/archive/internal"
import { type ExportFormat, exportFile, type FileReport } from "@chatledger/export"
import { writeTextFile } from "@chatledger/export/internal"
import type { DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type { PlatformError } from "effect/PlatformError"
import * as Stream from "effect/Stream"
import { fileLanguage, strings } from "../messages/strings.ts"
import { program, programText } from "../program.ts"
import { Messages } from "../terminal/console.ts"
import { FileNotWritten, isTerminal, print, terminalColumns } from "../terminal/stdout.ts"
import { harmless } from "../terminal/text.ts"
import { type Destination, fileFormat, QUERY, type WrittenAnswer } from "./destination.ts"
import { isBinary, type TextFormat } from "./format.ts"
import { clocksOf, writeResult } from "./text-formats.ts"

/** A built-in SELECT and its parameters; the user's own runs in the sandbox. */
export interface Question {
  readonly name: string
  readonly sql: string
  readonly parameters: Readonly<Record<string, DuckDBValue>>
  /** The query that a file of the answer describes, if it is not the one that runs. */
  readonly described?: Omit<Answered, "name"> | undefined
  /** Key-value metadata of a Parquet file. */
  readonly metadata?: Readonly<Record<string, string>> | undefined
}

/** Any query, for the page about its answer. */
interface Answered {
  readonly name: string
  readonly sql: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly metadata?: Question["metadata"]
}

/** Called with the number of rows once the answer is written. */
type OnRows = (rows: number) => Effect.Effect<void, never, Messages>

const writeText = Effect.fnUntraced(function* (
  database: Database,
  question: Question,
  destination: Destination,
  format: TextFormat,
  onRows: OnRows
) {
  const { path, text, timeZone } = destination
  const options = { isTerminal: path === undefined && isTerminal(), columns: terminalColumns(), ...text }
  const result = yield* query(database, question.sql, question.parameters, clocksOf(format, timeZone))
  let rows = 0
  const next = Effect.tap(result.next, (chunk) =>
    Effect.sync(() => {
      rows += chunk?.length ?? 0
    })
  )
  if (path === undefined) {
    yield* writeResult({ ...result, next }, format, options, print)
    yield* onRows(rows)
    return undefined
  }
  const written = yield* writeTextFile(path, (write) =>
    writeResult({ ...result, next }, format, options, write)
  )
  yield* onRows(rows)
  return { path, rows, ...written, cuts: [] } satisfies WrittenAnswer
})

/** The source of an answer: the file of the tables, and when the newest reply was requested. */
interface AnswerSource {
  readonly file: string
  readonly newestRequest: Date
}

/** Writes a kept answer as a file; the destination has been checked. */
export const fileOfAnswer = Effect.fnUntraced(function* (
  kept: Database,
  { metadata = {}, name, parameters, sql }: Answered,
  source: AnswerSource,
  { csvProfile, timeZone }: Destination,
  format: ExportFormat,
  path: string
) {
  const createdAt = source.newestRequest
  const options = { timeZone, locale: fileLanguage, program: programText } as const
  const answered = {
    sql,
    statistic: name === QUERY ? undefined : name,
    parameters: yield* parameterTexts(kept, parameters, timeZone)
  }
  return yield* exportFile(kept.connection, {
    path,
    format,
    tables: [answerTable(name, fileLanguage)],
    pages: [aboutAnswer({ path: source.file }, answered, createdAt, options)],
    timeZone,
    csvProfile,
    createdAt,
    program,
    metadata,
    force: true
  })
})

/** Writes a file to the destination: to its path, or through a temporary file to the pipe. */
export const writeAsFile = Effect.fnUntraced(function* <E, R>(
  name: string,
  source: { readonly file: string },
  destination: Destination,
  format: ExportFormat,
  write: (path: string) => Effect.Effect<FileReport, E, R>
) {
  const { path } = destination
  if (path === undefined) {
    yield* throughFile(source.file, `${name}.${format}`, write)
    return undefined
  }
  const { rows, bytes, sha256, cuts } = yield* write(path)
  return { path, rows, bytes, sha256, cuts } satisfies WrittenAnswer
})

/** Sends a file that `write` creates in a folder beside the tables to standard output; on a terminal as escaped text. */
export const throughFile = Effect.fnUntraced(function* <A, E, R>(
  tables: string,
  name: string,
  write: (path: string) => Effect.Effect<A, E, R>
) {
  const fs = yield* FileSystem.FileSystem
  const failed = (error: PlatformError) =>
    new FileNotWritten({ path: strings.configuration.temporaryFile, reason: strings.reason(reasonOf(error)) })
  const folder = yield* folderBeside({ path: tables }, "reply")
  const path = NodePath.join(folder, name)
  const report = yield* write(path)
  yield* Effect.flatMap(Messages, ({ clear }) => clear)
  const bytes = Stream.mapError(fs.stream(path), failed)
  if (isTerminal())
    yield* Stream.runForEach(Stream.decodeText(bytes), (text) =>
      print(harmless(text.replaceAll("\r\n", "\n")))
    )
  else yield* Stream.runForEach(bytes, print)
  return report
}, Effect.scoped)

/** Answers a built-in query; reports the file, if one was requested. */
export const answer = Effect.fnUntraced(function* (
  database: Database,
  question: Question,
  destination: Destination,
  onRows: OnRows = () => Effect.void
) {
  const { format } = destination
  const asFile = fileFormat(destination)
  if (asFile === undefined)
    return isBinary(format) ? undefined : yield* writeText(database, question, destination, format, onRows)
  const place = yield* placeForAnswer(database)
  const source = { file: database.path, newestRequest: yield* newestRequest(database) }
  const kept = yield* keepAnswer(database, place, question.sql, question.parameters)
  return yield* writeAsFile(question.name, source, destination, asFile, (target) =>
    Effect.tap(
      fileOfAnswer(kept, { ...question, ...question.described }, source, destination, asFile, target),
      ({ rows }) => onRows(rows)
    )
  )
}, Effect.scoped)
