// Checks the instances in flags: one that is not in the archive is probably a typo.

import type { Database } from "@chatledger/analytics"
import * as Effect from "effect/Effect"
import { strings } from "../messages/strings.ts"
import { Messages } from "../terminal/console.ts"

/** Warns about instances that are not in the archive. */
export const warnOfUnknown = Effect.fnUntraced(function* (database: Database, named: ReadonlyArray<string>) {
  if (named.length === 0) return
  const messages = yield* Messages
  const rows = yield* database.rows("select distinct instance_id from snapshots order by instance_id")
  const known = rows.map((row) => String(row["instance_id"]))
  for (const instance of named)
    if (!known.includes(instance))
      yield* messages.warn(strings.selection.noInstance(instance, known.join(", ")))
})
