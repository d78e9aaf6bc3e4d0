// The workbook of an export: its flags, checked against each other.
import { sheetNames, sheetsMeant } from "@chatledger/analytics/internal"
import type { ExportFormat } from "@chatledger/export"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { WrongUsage } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import type { ExportFlags } from "./command.ts"

export interface WorkbookPlan {
  readonly preset: "simple" | "full"
  /** Requested sheets by name; undefined for the default ones. */
  readonly sheets: ReadonlyArray<string> | undefined
  readonly isNewestFirst: boolean
}

const refuse = (reason: string) => Effect.fail(new WrongUsage({ reason }))

const chosenSheets = Effect.fnUntraced(function* (given: string) {
  const words = given.split(",").filter((word) => word.trim() !== "")
  if (words.length === 0) return yield* refuse(strings.exporting.sheetsEmpty)
  const meant = sheetsMeant(words)
  if ("word" in meant) {
    const { near, word } = meant
    const hint =
      near.length === 0
        ? strings.exporting.sheetsAre(sheetNames().join(", "))
        : strings.exporting.didYouMean(near.join(", "))
    return yield* refuse(strings.exporting.noSheet(word.trim(), hint))
  }
  return meant
})

/** Reads the flags about the workbook; fails with `WrongUsage`. */
export const workbookPlan = Effect.fnUntraced(function* (
  given: ExportFlags,
  formats: ReadonlyArray<ExportFormat>,
  tables: ReadonlyArray<string>
) {
  const { newestFirst, preset, query, sheets } = given
  const ofSimple = { sheets: Option.isSome(sheets), "newest-first": newestFirst }
  const all = { preset: Option.isSome(preset), ...ofSimple }
  for (const [flag, isGiven] of Object.entries(all)) {
    if (!isGiven) continue
    if (Option.isSome(query)) return yield* refuse(strings.exporting.queryAndFlag(flag))
    if (!formats.includes("xlsx")) return yield* refuse(strings.exporting.workbookOnly(flag))
  }
  const chosen = Option.getOrElse(preset, () => "simple" as const)
  if (chosen === "full")
    for (const [flag, isGiven] of Object.entries(ofSimple))
      if (isGiven) return yield* refuse(strings.exporting.simpleOnly(flag))
  const named = Option.isSome(sheets) ? yield* chosenSheets(sheets.value) : undefined
  return {
    preset: chosen,
    sheets: named ?? (given.table.length === 0 ? undefined : ["summary", ...tables]),
    isNewestFirst: newestFirst
  } satisfies WorkbookPlan
})
