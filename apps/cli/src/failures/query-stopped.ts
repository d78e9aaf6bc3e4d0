// The failure of a query that exceeds its limits.
import type { Reason } from "@chatledger/core"
import * as Data from "effect/Data"
import type { StopReasons } from "../messages/reason.ts"
import { strings } from "../messages/strings.ts"

/** The query was ended because it exceeded a limit, or crashed its process. */
export class QueryStopped extends Data.TaggedError("QueryStopped")<{
  readonly reason: Reason<StopReasons>
}> {
  readonly isRetryable = false
  override get message() {
    return strings.reason(this.reason)
  }
}
