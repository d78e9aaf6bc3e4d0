// Tells what was written, and what did not fit.
import type { Cut, FileReport } from "@chatledger/export"
import * as Effect from "effect/Effect"
import { Messages } from "../console.ts"

const rows = (count: number) => (count === 1 ? "1 row" : `${count} rows`)

const cutText = (cut: Cut): string =>
  cut.kind === "cells"
    ? `${cut.file}: ${cut.cells} cells of ${cut.table}.${cut.column} were longer than a cell can be, and cut with a mark`
    : `${cut.file}: the ${rows(cut.rows)} of ${cut.table} are spread over ${cut.sheets.length} sheets`

/** Says what a format could not hold. */
export const reportCuts = Effect.fnUntraced(function* (cuts: ReadonlyArray<Cut>) {
  const messages = yield* Messages
  for (const cut of cuts) yield* messages.warn(cutText(cut))
})

export const reportFile = Effect.fnUntraced(function* (report: FileReport | undefined) {
  if (report === undefined) return
  const messages = yield* Messages
  yield* messages.note(`${report.file}: ${rows(report.rows)}, ${report.bytes} bytes`)
  yield* reportCuts(report.cuts)
})
