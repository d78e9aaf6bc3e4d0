// The owner's names of accounts: the names of instances in the configuration.
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { readConfiguration } from "../configuration/config-file.ts"

interface OwnNamesFlags {
  readonly config: Option.Option<string>
  readonly pseudonymize: boolean
}

/** The names by instance; empty with pseudonyms. */
export const ownNamesIn = Effect.fnUntraced(function* (given: OwnNamesFlags) {
  if (given.pseudonymize) return new Map<string, string>()
  const configuration = yield* readConfiguration(given.config)
  const named = (configuration?.instances ?? []).flatMap(({ idInstance, name }) =>
    name === undefined ? [] : [[idInstance, name] as const]
  )
  return new Map(named)
})
