// Tells what was written, and what did not fit.
import type { Cut } from "@chatledger/export"
import * as Effect from "effect/Effect"
import { Messages } from "../console.ts"
import type { WrittenAnswer } from "../output/destination.ts"

/** `1 file`, `2 files` */
export const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`

const cutText = (cut: Cut): string =>
  cut.kind === "cells"
    ? `${cut.file}: ${cut.cells} cells of ${cut.table}.${cut.column} were longer than a cell can be, and cut with a mark`
    : `${cut.file}: the ${counted(cut.rows, "row")} of ${cut.table} are spread over ${cut.sheets.length} sheets`

/** Says what a format could not hold. */
export const reportCuts = Effect.fnUntraced(function* (cuts: ReadonlyArray<Cut>) {
  const messages = yield* Messages
  for (const cut of cuts) yield* messages.warn(cutText(cut))
})

/** Tells of a file: its rows, its size, and what it could not hold. */
export const reportFile = Effect.fnUntraced(function* (written: WrittenAnswer | undefined) {
  if (written === undefined) return
  const messages = yield* Messages
  yield* messages.note(`${written.path}: ${counted(written.rows, "row")}, ${written.bytes} bytes`)
  yield* reportCuts(written.cuts)
})
