// What can stop the writing and reading of a dataset, besides the failures of every export.
import * as Data from "effect/Data"
import type { DatasetReason } from "../reasons.ts"

/** A dataset cannot be read or written as it is; nothing in it was changed. `path` is that of the file or table at fault. */
export class DatasetUnusable extends Data.TaggedError("DatasetUnusable")<{
  readonly path: string
  readonly reason: DatasetReason
  readonly cause?: unknown
}> {
  readonly isRetryable = false
  override get message() {
    return `${this.path} cannot be used: ${JSON.stringify(this.reason)}`
  }
}
