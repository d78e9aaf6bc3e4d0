// Reports what was written, and what did not fit.

import type { Truncation } from "@chatledger/export"
import * as Effect from "effect/Effect"
import type { ArchiveFlags } from "../configuration/archive-path.ts"
import { strings } from "../messages/strings.ts"
import { Messages } from "../terminal/console.ts"
import type { WrittenAnswer } from "./destination.ts"
import { noteOwnFile } from "./own-files.ts"

const cutText = (cut: Truncation): string =>
  cut.kind === "cells"
    ? strings.exporting.cellsCut(cut.file, cut.cells, `${cut.table}.${cut.column}`)
    : strings.exporting.rowsSplit(cut.file, strings.counted(cut.rows, "row"), cut.table, cut.sheets.length)

/** Warns about content that a format could not hold. */
export const reportCuts = Effect.fnUntraced(function* (cuts: ReadonlyArray<Truncation>) {
  const messages = yield* Messages
  for (const cut of cuts) yield* messages.warn(cutText(cut))
})

/** Reports a file, its rows, its size, and what it could not hold; and records it as ours. */
export const reportFile = Effect.fnUntraced(function* (
  flags: ArchiveFlags,
  written: WrittenAnswer | undefined
) {
  if (written === undefined) return
  yield* noteOwnFile(flags, written.path, written.sha256)
  const messages = yield* Messages
  yield* messages.note(
    strings.exporting.file(written.path, strings.counted(written.rows, "row"), written.bytes)
  )
  yield* reportCuts(written.cuts)
})
