// Flags of what is written: where to, as what. Help and docs are made of these.
import * as Flag from "effect/cli/Flag"
import { atHome } from "../configuration/paths.ts"
import { flagWords as says } from "../messages/flags.ts"
import { answerFormats, textFormats } from "../output/format.ts"

export const exportFormats = Flag.String("format").pipe(
  Flag.withDescription(says.exportFormats),
  Flag.withMetavar("LIST"),
  Flag.optional
)

export const answerFormat = Flag.Literals("format", answerFormats).pipe(
  Flag.withDescription(says.answerFormat),
  Flag.optional
)

export const listFormat = Flag.Literals("format", textFormats).pipe(
  Flag.withDescription(says.listFormat),
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

export const out = outOf(says.out, "PATH")

export const outFile = outOf(says.outFile, "FILE")

export const reportFile = outOf(says.reportFile, "FILE")

export const demoFolder = outOf(says.demoFolder, "DIR")

export const tables = Flag.String("table").pipe(
  Flag.withDescription(says.tables),
  Flag.withMetavar("NAME"),
  Flag.atLeast(0)
)

export const name = Flag.String("name").pipe(
  Flag.withDescription(says.name),
  Flag.withMetavar("NAME"),
  Flag.optional
)

export const csvProfile = Flag.Literals("csv-profile", ["rfc4180", "excel-us", "excel-eu", "excel-ru"]).pipe(
  Flag.withDescription(says.csvProfile),
  Flag.withDefault("rfc4180")
)

export const thumbnails = Flag.Boolean("thumbnails").pipe(
  Flag.withDescription(says.thumbnails),
  Flag.withDefault(false)
)

export const partition = Flag.String("partition").pipe(
  Flag.withDescription(says.partition),
  Flag.withMetavar("LIST"),
  Flag.optional
)

export const force = Flag.Boolean("force").pipe(Flag.withDescription(says.force), Flag.withDefault(false))
