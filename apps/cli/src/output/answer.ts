// An answer to a question goes to the screen, into a pipe, or into a file, in the format asked for.
//
// CSV, Parquet and XLSX files are written by `@chatledger/export`, all or nothing; text goes where it is sent as
// it comes. A binary format never goes to a terminal.
import * as Fs from "node:fs"
import * as NodePath from "node:path"
import { type Database, keepAnswer, newestRequest, query } from "@chatledger/analytics"
import { reasonOf } from "@chatledger/archive"
import { type CsvProfile, exportFile, type FileReport } from "@chatledger/export"
import type { DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import type { PlatformError } from "effect/PlatformError"
import * as Stream from "effect/Stream"
import { WrongUsage } from "../exit.ts"
import { program } from "../program.ts"
import { FileNotWritten, isTerminal, print, terminalColumns } from "./stdout.ts"
import { type TextFormat, writeResult } from "./text-formats.ts"

export type AnswerFormat = TextFormat | "parquet" | "xlsx"

const byEnding: Readonly<Record<string, AnswerFormat>> = {
  ".json": "json",
  ".ndjson": "ndjson",
  ".csv": "csv",
  ".md": "markdown",
  ".txt": "table",
  ".parquet": "parquet",
  ".xlsx": "xlsx"
}

/** Where an answer goes, and as what. */
export interface Destination {
  readonly format: AnswerFormat
  /** Undefined for standard output. */
  readonly path: string | undefined
  readonly timeZone: string
  readonly csvProfile: CsvProfile
  readonly force: boolean
}

/** The format asked for, or what the file's name ends in, or what suits the reader. */
export const destinationOf = Effect.fnUntraced(function* (
  flags: {
    readonly format: Option.Option<AnswerFormat>
    readonly out: Option.Option<string>
    readonly csvProfile: CsvProfile
    readonly force: boolean
  },
  timeZone: string
) {
  const path = Option.getOrUndefined(Option.filter(flags.out, (out) => out !== "-"))
  const ending = path === undefined ? undefined : byEnding[NodePath.extname(path).toLowerCase()]
  const usual = path === undefined && isTerminal() ? "table" : "json"
  const format = Option.getOrElse(flags.format, () => ending ?? usual)
  if ((format === "parquet" || format === "xlsx") && path === undefined && isTerminal())
    return yield* new WrongUsage({ reason: `${format} is not for a terminal: name a file with --out` })
  if (path !== undefined && Fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
    return yield* new WrongUsage({ reason: `--out ${path} is a folder: name a file` })
  return { format, path, timeZone, csvProfile: flags.csvProfile, force: flags.force } satisfies Destination
})

/** The folder that the destination needs DuckDB to write in; none for text. */
export const foldersOf = ({ format, path }: Destination): ReadonlyArray<string> =>
  path !== undefined && (format === "csv" || format === "parquet" || format === "xlsx")
    ? [NodePath.dirname(NodePath.resolve(path))]
    : []

/** A question: one SELECT, and the parameters that it names. */
export interface Question {
  readonly name: string
  readonly sql: string
  readonly parameters: Readonly<Record<string, DuckDBValue>>
}

const textOptions = (destination: Destination) => ({
  timeZone: destination.timeZone,
  isTerminal: destination.path === undefined && isTerminal(),
  columns: terminalColumns()
})

const writeText = Effect.fnUntraced(function* (
  database: Database,
  question: Question,
  destination: Destination,
  format: TextFormat
) {
  const { path } = destination
  const result = yield* query(database, question.sql, question.parameters)
  if (path === undefined) return yield* writeResult(result, format, textOptions(destination), print)
  const fs = yield* FileSystem.FileSystem
  const aside = `${path}.tmp-${process.pid}`
  const notWritten = (error: PlatformError) => new FileNotWritten({ path, reason: reasonOf(error) })
  yield* Effect.scoped(
    Effect.gen(function* () {
      const file = yield* Effect.mapError(fs.open(aside, { flag: "w" }), notWritten)
      const encoder = new TextEncoder()
      yield* writeResult(result, format, textOptions(destination), (text) =>
        Effect.mapError(file.writeAll(encoder.encode(text)), notWritten)
      )
      yield* Effect.mapError(file.sync, notWritten)
    })
  ).pipe(
    Effect.andThen(Effect.mapError(fs.rename(aside, path), notWritten)),
    Effect.onError(() => Effect.option(fs.remove(aside, { force: true })))
  )
})

/** Runs the question into a temporary table, which keeps its order, and writes that as a file. */
const writeFile = Effect.fnUntraced(function* (
  database: Database,
  question: Question,
  destination: Destination,
  format: "csv" | "parquet" | "xlsx",
  path: string
) {
  yield* keepAnswer(database, question.sql, question.parameters)
  return yield* exportFile(database.connection, {
    path,
    format,
    tables: [{ name: question.name, query: "select * from answer order by rowid" }],
    timeZone: destination.timeZone,
    csvProfile: destination.csvProfile,
    createdAt: yield* newestRequest(database),
    program,
    force: destination.force
  })
})

const isFileFormat = (format: AnswerFormat): format is "csv" | "parquet" | "xlsx" =>
  format === "csv" || format === "parquet" || format === "xlsx"

/** Answers a question; reports on the file, if one was written by the exporter. */
export const answer = Effect.fnUntraced(function* (
  database: Database,
  question: Question,
  destination: Destination
) {
  const { format, path } = destination
  if (path !== undefined && isFileFormat(format))
    return (yield* writeFile(database, question, destination, format, path)) satisfies FileReport
  if (format === "parquet" || format === "xlsx") {
    const fs = yield* FileSystem.FileSystem
    yield* Effect.scoped(
      Effect.gen(function* () {
        const folder = yield* fs.makeTempDirectoryScoped({ prefix: "chatledger-" })
        const temporary = NodePath.join(folder, `answer.${format}`)
        yield* writeFile(database, question, destination, format, temporary)
        yield* Stream.runForEach(fs.stream(temporary), print)
      })
    )
    return undefined
  }
  yield* writeText(database, question, destination, format)
  return undefined
})
