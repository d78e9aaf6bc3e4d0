// Checks that the configuration has a named export. The export's options are already in the command line.
import { nearNames } from "@chatledger/analytics/internal"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { WrongUsage } from "../failures/exit.ts"
import { DEFAULT_CONFIG } from "../invocation/config-text.ts"
import { strings } from "../messages/strings.ts"
import { readGeneral } from "./config-file.ts"

/** Fails with `WrongUsage` and similar names unless the configuration has an export with this name. */
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
