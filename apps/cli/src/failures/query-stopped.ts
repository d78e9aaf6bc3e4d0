// What becomes of a query that takes more than it may.
import type { Reason } from "@chatledger/core"
import * as Data from "effect/Data"
import type { StopReasons } from "../messages/reason.ts"
import { strings } from "../messages/strings.ts"

/** The query was ended, since it took more than it may, or took its process down. */
export class QueryStopped extends Data.TaggedError("QueryStopped")<{
  readonly reason: Reason<StopReasons>
}> {
  readonly isRetryable = false
  override get message() {
    return strings.reason(this.reason)
  }
}
