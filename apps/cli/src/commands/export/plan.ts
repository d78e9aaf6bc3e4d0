// The content and destination of an export: the flags of `chatledger export`, checked against each other.
//
// The format is the requested one, or the file's extension, or XLSX. A path with a format's extension
// is a file, unless a folder with that name exists; any other path is a folder.

import * as NodePath from "node:path"
import { type Partition, publicTables } from "@chatledger/analytics"
import { isTableName, nearNames, partitions } from "@chatledger/analytics/internal"
import { type ExportFormat, exportFormats, isExportFormat, formats as known } from "@chatledger/export"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { checkNamedExport } from "../../configuration/named-export.ts"
import { WrongUsage } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import { type Limits, limitsOf } from "../../sandbox/limits.ts"
import { type Naming, namingIn } from "../../tables/naming.ts"
import { type Period, periodOf } from "../../tables/period.ts"
import { pseudonymsOf } from "../../tables/pseudonyms.ts"
import { isTerminal } from "../../terminal/stdout.ts"
import type { ExportFlags } from "./command.ts"
import { type WorkbookPlan, workbookPlan } from "./workbook-plan.ts"

export interface ExportPlan {
  readonly formats: ReadonlyArray<ExportFormat>
  /** A folder, a file, or `-` for standard output. */
  readonly out: string
  readonly isFile: boolean
  readonly period: Period
  readonly partition: ReadonlyArray<Partition>
  /** Limits of --query. */
  readonly limits: Limits
  readonly pseudonyms: Effect.Success<ReturnType<typeof pseudonymsOf>>
  readonly tables: Effect.Success<ReturnType<typeof tableNames>>
  readonly workbook: WorkbookPlan
  /** The user's names for chats and people. */
  readonly naming: Naming
}

const DEFAULT_FOLDER = "./chatledger-export"
const formatList = exportFormats.join(", ")

const formatsOf = Effect.fnUntraced(function* (given: Option.Option<string>, ending: string) {
  if (Option.isNone(given)) return [isExportFormat(ending) ? ending : ("xlsx" as const)]
  const names = given.value.split(",").map((name) => name.trim().toLowerCase())
  if (!names.every(isExportFormat))
    return yield* new WrongUsage({
      reason: strings.exporting.notAFormat(given.value, formatList)
    })
  return exportFormats.filter((format) => names.includes(format))
})

const isPartition = (name: string): name is Partition => partitions.some((partition) => partition === name)

const partitionOf = Effect.fnUntraced(function* (
  given: ExportFlags,
  formats: ReadonlyArray<ExportFormat>,
  isFile: boolean
) {
  if (Option.isNone(given.partition)) return []
  const refuse = (reason: string) =>
    Effect.fail(
      new WrongUsage({ reason: strings.exporting.partition(Option.getOrThrow(given.partition), reason) })
    )
  const names = given.partition.value.split(",").map((name) => name.trim())
  if (!names.every(isPartition)) return yield* refuse(strings.exporting.partitionNames)
  if (!formats.includes("parquet")) return yield* refuse(strings.exporting.partitionFormat)
  if (isFile) return yield* refuse(strings.exporting.partitionFile)
  if (Option.isSome(given.query)) return yield* refuse(strings.exporting.partitionQuery)
  return partitions.filter((partition) => names.includes(partition))
})

/** The named tables, in reading order; all if none is named. */
const tableNames = Effect.fnUntraced(function* (names: ReadonlyArray<string>) {
  for (const name of names) {
    if (isTableName(name)) continue
    const near = nearNames(name, publicTables())
    const hint =
      near.length === 0
        ? strings.exporting.tablesAre(publicTables().join(", "))
        : strings.exporting.didYouMean(near.join(", "))
    return yield* new WrongUsage({ reason: strings.exporting.noTable(name, hint) })
  }
  return publicTables().filter((name) => names.length === 0 || names.includes(name))
})

/** Refuses flags that select rows of tables together with a query, and a query's flags without one. */
const refuseMixture = Effect.fnUntraced(function* (given: ExportFlags) {
  const refuse = (reason: string) => Effect.fail(new WrongUsage({ reason }))
  if (Option.isNone(given.query)) {
    if (Option.isSome(given.name)) return yield* refuse(strings.exporting.nameWithoutQuery)
    if (Object.keys(given.param).length > 0) return yield* refuse(strings.exporting.paramWithoutQuery)
    return
  }
  const choices = {
    table: given.table.length > 0,
    from: Option.isSome(given.from),
    to: Option.isSome(given.to),
    last: Option.isSome(given.last),
    instance: given.instance.length > 0,
    chat: given.chat.length > 0,
    type: given.type.length > 0
  }
  for (const [flag, isGiven] of Object.entries(choices))
    if (isGiven) return yield* refuse(strings.exporting.queryAndFlag(flag))
})

const otherEndings = /^(json|jsonl|md|txt|html|tsv|xls|ods|zip|gz|zst|sqlite|db|pdf)$/

/** Reads the flags; fails with `WrongUsage`. */
export const exportPlan = Effect.fnUntraced(function* (given: ExportFlags) {
  if (Option.isSome(given.named)) yield* checkNamedExport(given.named.value, given.config)
  const fs = yield* FileSystem.FileSystem
  const out = Option.getOrElse(given.out, () => DEFAULT_FOLDER)
  const ending = NodePath.extname(out).slice(1).toLowerCase()
  const found = yield* Effect.option(fs.stat(out))
  const type = Option.getOrUndefined(found)?.type
  const isFolder = type === "Directory" || /[\\/]$/.test(out)
  const isFile = out === "-" || (!isFolder && isExportFormat(ending))
  const formats = yield* formatsOf(given.format, isFile ? ending : "")
  const [first = "xlsx"] = formats
  const refuse = (reason: string) => Effect.fail(new WrongUsage({ reason }))
  if (out === "") return yield* refuse(strings.exporting.outEmpty)
  if (isFile && formats.length > 1) return yield* refuse(strings.exporting.outIsOneFile(out))
  if (isFile && out !== "-" && first !== ending) return yield* refuse(strings.exporting.outEnding(out, first))
  if (!isFile && type === undefined && otherEndings.test(ending))
    return yield* refuse(strings.exporting.outOther(out, formatList))
  if (isFile && out !== "-" && type !== undefined && type !== "File")
    return yield* refuse(strings.selection.outNotPlain(out))
  if (out === "-" && !known[first].isText && isTerminal())
    return yield* refuse(strings.selection.notForTerminal(first))
  yield* refuseMixture(given)
  const tables = yield* tableNames(
    given.table.flatMap((names) => names.split(",").map((name) => name.trim()))
  )
  if (isFile && known[first].holdsAllTables !== true && Option.isNone(given.query) && tables.length > 1)
    return yield* refuse(strings.exporting.oneTable(first))
  const workbook = yield* workbookPlan(given, formats, tables)
  const partition = yield* partitionOf(given, formats, isFile)
  const pseudonyms = yield* pseudonymsOf(given)
  const period = yield* periodOf(given)
  const limits = yield* limitsOf(given)
  const naming = yield* namingIn(given)
  return {
    formats,
    out,
    isFile,
    period,
    partition,
    limits,
    pseudonyms,
    tables,
    workbook,
    naming
  } satisfies ExportPlan
})
