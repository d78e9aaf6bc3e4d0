// The instances of an archive that `--instance` selects.

import { isInstanceId, listInstances } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import { WrongUsage } from "../failures/exit.ts"
import { strings } from "../messages/strings.ts"

/** The instances in the flags, or all of the archive. Fails with `WrongUsage`. */
export const chosenInstances = Effect.fnUntraced(function* (
  archive: { readonly path: string },
  named: ReadonlyArray<string>
) {
  const known = yield* listInstances(archive)
  for (const id of named)
    if (!isInstanceId(id) || !known.includes(id))
      return yield* new WrongUsage({ reason: strings.archive.nothingOf(id) })
  return named.length === 0 ? known : [...new Set(named)]
})
