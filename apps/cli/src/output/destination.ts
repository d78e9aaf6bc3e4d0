// The destination and format of an answer: screen, pipe, or file.
//
// The format is the requested one, or the file's extension, or what suits the reader: a table on a terminal,
// JSON elsewhere. A binary format never goes to a terminal. An existing file is replaced if the program wrote it, or with
// --force.

import * as NodePath from "node:path"
import { type CsvProfile, type FileReport, OutputExists } from "@chatledger/export"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import type { ArchiveFlags } from "../configuration/archive-path.ts"
import { WrongUsage } from "../failures/exit.ts"
import { strings } from "../messages/strings.ts"
import { isTerminal } from "../terminal/stdout.ts"
import { type AnswerFormat, answerFormats, type BinaryFormat, isBinary } from "./format.ts"
import { isOwnFile } from "./own-files.ts"
import type { TextOptions } from "./text-formats.ts"

const byEnding: Readonly<Record<string, AnswerFormat>> = {
  ".json": "json",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
  ".csv": "csv",
  ".md": "markdown",
  ".txt": "table",
  ...Object.fromEntries(answerFormats.filter(isBinary).map((format) => [`.${format}`, format]))
}

/** The name of a query that is not a statistic. */
export const QUERY = "query"

export interface Destination {
  readonly format: AnswerFormat
  /** Undefined for standard output. */
  readonly path: string | undefined
  readonly timeZone: string
  readonly csvProfile: CsvProfile
  /** Text options, besides those that follow from the destination. */
  readonly text?: Partial<TextOptions>
}

/** Refuses a path that cannot be a file; replacing an existing file needs `mayReplace`. */
export const checkPath = Effect.fnUntraced(function* <E, R>(
  path: string,
  mayReplace: Effect.Effect<boolean, E, R>
) {
  const fs = yield* FileSystem.FileSystem
  if (path === "" || /[\\/]$/.test(path))
    return yield* new WrongUsage({ reason: strings.selection.outNoName(path) })
  const found = yield* Effect.option(fs.stat(path))
  if (Option.isNone(found)) return
  if (found.value.type === "Directory")
    return yield* new WrongUsage({ reason: strings.selection.outFolder(path) })
  if (found.value.type !== "File")
    return yield* new WrongUsage({ reason: strings.selection.outNotPlain(path) })
  if (!(yield* mayReplace)) return yield* new OutputExists({ path })
})

export interface DestinationFlags extends ArchiveFlags {
  readonly format: Option.Option<AnswerFormat>
  readonly out: Option.Option<string>
  readonly csvProfile: CsvProfile
  readonly force: boolean
}

/** Reads the flags; `piped` is the default format for a pipe. Fails with `WrongUsage` and `OutputExists`. */
export const destinationOf = Effect.fnUntraced(function* (
  flags: DestinationFlags,
  timeZone: string,
  piped: "json" | "table" = "json"
) {
  const path = Option.getOrUndefined(Option.filter(flags.out, (out) => out !== "-"))
  const ending = path === undefined ? "" : NodePath.extname(path).toLowerCase()
  if (path !== undefined && Option.isNone(flags.format) && byEnding[ending] === undefined)
    return yield* new WrongUsage({
      reason: strings.selection.noFormat(path, Object.keys(byEnding).join(", "))
    })
  const usual = path === undefined && isTerminal() ? "table" : path === undefined ? piped : "json"
  const format = Option.getOrElse(flags.format, () => byEnding[ending] ?? usual)
  if (isBinary(format) && path === undefined && isTerminal())
    return yield* new WrongUsage({ reason: strings.selection.notForTerminal(format) })
  // Allowed if no file exists, or the program wrote it, or with force.
  if (path !== undefined) yield* checkPath(path, flags.force ? Effect.succeed(true) : isOwnFile(flags, path))
  return { format, path, timeZone, csvProfile: flags.csvProfile } satisfies Destination
})

/** The exporter's format: binary formats, CSV files, and CSV for Excel also in a pipe; otherwise undefined. */
export const fileFormat = ({ format, path, csvProfile }: Destination): "csv" | BinaryFormat | undefined => {
  if (isBinary(format)) return format
  return format === "csv" && (path !== undefined || csvProfile !== "rfc4180") ? "csv" : undefined
}

/** A written file, and what did not fit into it. */
export interface WrittenAnswer {
  readonly path: string
  readonly rows: number
  readonly bytes: number
  /** Lower-case hexadecimal. */
  readonly sha256: string
  readonly cuts: FileReport["cuts"]
}
