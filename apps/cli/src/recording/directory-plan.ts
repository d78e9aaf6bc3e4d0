// When a sync requests directories: as configured, or by default once a day and 30 groups at a time.
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { readDirectorySetting } from "../configuration/config-file.ts"
import { millisOf } from "../configuration/instant.ts"

/** Settings for fetching directories. */
export interface DirectoryPlan {
  readonly everyMillis: number
  readonly maxGroups: number
}

const DEFAULT_PLAN: DirectoryPlan = { everyMillis: 24 * 60 * 60 * 1000, maxGroups: 30 }

/** The configured plan; undefined if it is off. */
export const directoryPlan = Effect.fnUntraced(function* (config: Option.Option<string>) {
  const setting = yield* readDirectorySetting(config)
  if (setting === "off") return undefined
  const everyMillis = setting?.interval === undefined ? undefined : millisOf(setting.interval)
  return {
    everyMillis: everyMillis ?? DEFAULT_PLAN.everyMillis,
    maxGroups: setting?.maxGroups ?? DEFAULT_PLAN.maxGroups
  } satisfies DirectoryPlan
})
