// What becomes of a query that takes more than it may.
import * as Data from "effect/Data"

/** The query was ended, since it took more than it may, or took its process down. */
export class QueryStopped extends Data.TaggedError("QueryStopped")<{
  readonly reason: string
  /** The limit that it went beyond. */
  readonly limit: "time" | "memory" | "disk" | undefined
}> {
  readonly isRetryable = false
  override get message() {
    return this.reason
  }
}
