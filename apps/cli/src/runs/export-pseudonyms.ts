// How an export is pseudonymised, if it is: the flags checked against each other, the key read.
import { type Pseudonyms, readKey } from "@chatledger/analytics"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { ExportFlags } from "../commands/export.ts"
import { Messages } from "../console.ts"
import { WrongUsage } from "../exit.ts"

const HOW_TO_MAKE = "openssl rand -hex 32 > chatledger.key"

/** Undefined without `--pseudonymize`. Fails with `WrongUsage` and `KeyUnusable`. */
export const pseudonymsOf = Effect.fnUntraced(function* (given: ExportFlags) {
  const refuse = (reason: string) => Effect.fail(new WrongUsage({ reason }))
  if (!given.pseudonymize) {
    if (Option.isSome(given.keyFile))
      return yield* refuse("--key-file is the key of --pseudonymize: add that")
    if (Option.isSome(given.texts)) return yield* refuse("--texts is about --pseudonymize: add that")
    return undefined
  }
  if (given.thumbnails) return yield* refuse("--pseudonymize drops thumbnails: leave --thumbnails out")
  if (given.names.length > 0) return yield* refuse("--pseudonymize drops names: leave --names out")
  if (Option.isNone(given.keyFile))
    return yield* refuse(`--pseudonymize needs --key-file FILE; make a key once: ${HOW_TO_MAKE}`)
  const key = yield* readKey(given.keyFile.value)
  const messages = yield* Messages
  if (key.isExposed)
    yield* messages.warn(
      `other users of this machine can read ${given.keyFile.value}, and who has the key can find out who is meant: chmod 600`
    )
  return { key, texts: Option.getOrElse(given.texts, () => "drop" as const) } satisfies Pseudonyms
})
