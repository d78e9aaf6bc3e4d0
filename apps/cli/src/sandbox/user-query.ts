// The user's query with its parameters: a query that mentions $as_of gets the time of --as-of, or NULL, which
// means now.

import { parametersIn } from "@chatledger/analytics/internal"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { WrongUsage } from "../failures/exit.ts"
import { strings } from "../messages/strings.ts"
import { optionalInstant } from "../tables/period.ts"
import type { Query } from "./protocol.ts"

export interface UserQueryFlags {
  readonly asOf: Option.Option<string>
  readonly param: Readonly<Record<string, string>>
}

/** Fails with `WrongUsage` for an invalid time, or one that is given twice. */
export const userQuery = Effect.fnUntraced(function* (flags: UserQueryFlags, sql: string, timeZone: string) {
  const moment = yield* optionalInstant("as-of", flags.asOf, timeZone)
  const isNamed = Object.hasOwn(flags.param, "as_of")
  if (moment !== undefined && isNamed)
    return yield* new WrongUsage({ reason: strings.selection.saidTwice("as-of", "as_of") })
  const isMissing = parametersIn(sql).includes("as_of") && !isNamed
  const parameters: Query["parameters"] =
    moment === undefined && !isMissing
      ? flags.param
      : { ...flags.param, as_of: moment?.toISOString() ?? null }
  return { sql, parameters } satisfies Query
})
