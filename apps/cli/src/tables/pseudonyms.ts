// Pseudonymisation options: checks the flags against each other and reads the key.

import type { TextPolicy } from "@chatledger/analytics"
import { type Pseudonyms, readKey } from "@chatledger/analytics/internal"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { WrongUsage } from "../failures/exit.ts"
import { strings } from "../messages/strings.ts"
import { Messages } from "../terminal/console.ts"

const HOW_TO_MAKE = "openssl rand -hex 32 > chatledger.key"

interface PseudonymFlags {
  readonly pseudonymize: boolean
  readonly keyFile: Option.Option<string>
  readonly texts: Option.Option<TextPolicy>
  readonly thumbnails: boolean
  readonly names: ReadonlyArray<string>
}

/** Undefined without `--pseudonymize`. Fails with `WrongUsage` and `KeyUnusable`. */
export const pseudonymsOf = Effect.fnUntraced(function* (given: PseudonymFlags) {
  const refuse = (reason: string) => Effect.fail(new WrongUsage({ reason }))
  if (!given.pseudonymize) {
    if (Option.isSome(given.keyFile)) return yield* refuse(strings.exporting.keyWithoutPseudonyms)
    if (Option.isSome(given.texts)) return yield* refuse(strings.exporting.textsWithoutPseudonyms)
    return undefined
  }
  if (given.thumbnails) return yield* refuse(strings.exporting.noThumbnails)
  if (given.names.length > 0) return yield* refuse(strings.exporting.noNames)
  if (Option.isNone(given.keyFile)) return yield* refuse(strings.exporting.needsKey(HOW_TO_MAKE))
  const key = yield* readKey(given.keyFile.value)
  const messages = yield* Messages
  if (key.isExposed) yield* messages.warn(strings.exporting.exposedKey(given.keyFile.value))
  return { key, texts: Option.getOrElse(given.texts, () => "drop" as const) } satisfies Pseudonyms
})
