// An answer to a question goes to the screen, into a pipe, or into a file, in the format asked for.
//
// CSV, Parquet and XLSX files are written by `@chatledger/export`, all or nothing; text goes where it is sent as
// it comes. A binary format never goes to a terminal.
import * as Fs from "node:fs"
import * as NodePath from "node:path"
import { type Database, newestRequest, type QueryRefused, type Result } from "@chatledger/analytics"
import { type CsvProfile, exportFile, type FileReport } from "@chatledger/export"
import type { DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { WrongUsage } from "../exit.ts"
import { program } from "../program.ts"
import { isTerminal, print, StdoutFailed, terminalColumns } from "./stdout.ts"
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

/** A question: how to start it for reading, and its text and parameters for a file. */
export interface Question {
  readonly name: string
  readonly start: (database: Database) => Effect.Effect<Result, QueryRefused>
  readonly sql: string
  readonly parameters: Readonly<Record<string, DuckDBValue>>
}
