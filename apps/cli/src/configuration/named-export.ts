// An export that the configuration names. Its options are in the command line already; here it is asked whether it is there.
import { nearNames } from "@chatledger/analytics"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { WrongUsage } from "../failures/exit.ts"
import { DEFAULT_CONFIG } from "../invocation/config-text.ts"
import { strings } from "../messages/strings.ts"
import { readGeneral } from "./config-file.ts"

/** Fails with `WrongUsage` and the nearest names unless the configuration has an export of that name. */
export const checkNamedExport = Effect.fnUntraced(function* (name: string, flag: Option.Option<string>) {
  const configuration = yield* readGeneral(flag)
  if (configuration === undefined)
    return yield* new WrongUsage({ reason: strings.configuration.noExportFile(name, DEFAULT_CONFIG) })
  const { exports, path } = configuration
  if (exports.includes(name)) return
  return yield* new WrongUsage({
    reason: strings.configuration.noExport(name, path, nearNames(name, exports), exports)
  })
})
