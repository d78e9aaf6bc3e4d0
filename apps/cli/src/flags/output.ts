// Flags for output: destination and format. Help and docs are generated from them.

import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"
import { atHome } from "../configuration/paths.ts"
import { helpStrings } from "../messages/strings.ts"
import { answerFormats, textFormats } from "../output/format.ts"

export const namedExport = Argument.String("name").pipe(
  Argument.withDescription(helpStrings.flags.namedExport),
  Argument.optional
)

export const exportFormats = Flag.String("format").pipe(
  Flag.withDescription(helpStrings.flags.exportFormats),
  Flag.withMetavar("LIST"),
  Flag.optional
)

export const transcriptFormat = Flag.Literals("format", ["html", "md", "txt"]).pipe(
  Flag.withDescription(helpStrings.flags.transcriptFormat),
  Flag.optional
)

export const answerFormat = Flag.Literals("format", answerFormats).pipe(
  Flag.withDescription(helpStrings.flags.answerFormat),
  Flag.optional
)

export const statisticFormat = Flag.Literals("format", answerFormats).pipe(
  Flag.withDescription(helpStrings.flags.statisticFormat),
  Flag.optional
)

export const listFormat = Flag.Literals("format", textFormats).pipe(
  Flag.withDescription(helpStrings.flags.listFormat),
  Flag.optional
)

export const statusFormat = Flag.Literals("format", [...textFormats, "prometheus"]).pipe(
  Flag.withDescription(helpStrings.flags.statusFormat),
  Flag.optional
)

const outOf = (text: string, metavar: string) =>
  Flag.String("out").pipe(
    Flag.map(atHome),
    Flag.withAlias("o"),
    Flag.withDescription(text),
    Flag.withMetavar(metavar),
    Flag.optional
  )

export const out = outOf(helpStrings.flags.out, "PATH")

export const outFile = outOf(helpStrings.flags.outFile, "FILE")

export const reportFile = outOf(helpStrings.flags.reportFile, "FILE")

export const transcriptPlace = outOf(helpStrings.flags.transcriptPlace, "PATH")

export const demoFolder = outOf(helpStrings.flags.demoFolder, "DIR")

export const tables = Flag.String("table").pipe(
  Flag.withDescription(helpStrings.flags.tables),
  Flag.withMetavar("LIST"),
  Flag.atLeast(0)
)

export const name = Flag.String("name").pipe(
  Flag.withDescription(helpStrings.flags.name),
  Flag.withMetavar("NAME"),
  Flag.optional
)

export const around = Flag.Int("context").pipe(
  Flag.withDescription(helpStrings.flags.around),
  Flag.withMetavar("N"),
  Flag.withDefault(0)
)

export const most = Flag.Int("limit").pipe(
  Flag.withDescription(helpStrings.flags.most),
  Flag.withMetavar("N"),
  Flag.optional
)

export const transcripts = Flag.String("transcripts").pipe(
  Flag.map(atHome),
  Flag.withDescription(helpStrings.flags.transcripts),
  Flag.withMetavar("DIR"),
  Flag.optional
)

export const reportTranscripts = Flag.String("transcripts").pipe(
  Flag.map(atHome),
  Flag.withDescription(helpStrings.flags.reportTranscripts),
  Flag.withMetavar("DIR"),
  Flag.optional
)

export const csvProfile = Flag.Literals("csv-profile", ["rfc4180", "excel-us", "excel-eu", "excel-ru"]).pipe(
  Flag.withDescription(helpStrings.flags.csvProfile),
  Flag.withDefault("rfc4180")
)

export const thumbnails = Flag.Boolean("thumbnails").pipe(
  Flag.withDescription(helpStrings.flags.thumbnails),
  Flag.withDefault(false)
)

export const previews = Flag.Boolean("thumbnails").pipe(
  Flag.withDescription(helpStrings.flags.previews),
  Flag.withDefault(false)
)

/** Workbook presets: readable, or all rows and columns as stored. */
const presets = ["simple", "full"] as const

export const preset = Flag.Literals("preset", presets).pipe(
  Flag.withDescription(helpStrings.flags.preset),
  Flag.optional
)

export const compression = Flag.Literals("compression", ["fast", "small"]).pipe(
  Flag.withDescription(helpStrings.flags.compression),
  Flag.withDefault("fast")
)

export const sheets = Flag.String("sheets").pipe(
  Flag.withDescription(helpStrings.flags.sheets),
  Flag.withMetavar("LIST"),
  Flag.optional
)

export const newestFirst = Flag.Boolean("newest-first").pipe(
  Flag.withDescription(helpStrings.flags.newestFirst),
  Flag.withDefault(false)
)

export const partition = Flag.String("partition").pipe(
  Flag.withDescription(helpStrings.flags.partition),
  Flag.withMetavar("LIST"),
  Flag.optional
)

export const ddl = Flag.Literals("ddl", [
  "clickhouse",
  "trino",
  "spark",
  "athena",
  "bigquery",
  "snowflake"
]).pipe(Flag.withDescription(helpStrings.flags.ddl), Flag.optional)

export const retention = Flag.String("retention").pipe(
  Flag.withDescription(helpStrings.flags.retention),
  Flag.withMetavar("LENGTH"),
  Flag.withDefault("7d")
)

export const force = Flag.Boolean("force").pipe(
  Flag.withDescription(helpStrings.flags.force),
  Flag.withDefault(false)
)
