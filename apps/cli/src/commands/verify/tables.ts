// `chatledger verify --tables`: checks the invariants of the tables, and names those that are violated.

import { brokenInvariants } from "@chatledger/analytics/internal"
import * as Effect from "effect/Effect"
import { AlreadyReported } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import { useTables } from "../../tables/open-tables.ts"
import { Messages } from "../../terminal/console.ts"
import type { VerifyFlags } from "./command.ts"

export const verifyTables = Effect.fnUntraced(function* (given: VerifyFlags) {
  const messages = yield* Messages
  const { checked, broken } = yield* useTables(given, brokenInvariants)
  if (broken.length === 0) return yield* messages.note(strings.archive.tablesHold(checked))
  for (const { invariant, rows, table } of broken)
    yield* messages.warn(strings.archive.tableBroken(table, invariant, strings.counted(rows, "row")))
  yield* messages.fail(strings.archive.tablesBroken(broken.length))
  return yield* new AlreadyReported({ code: 6 })
})
