// Errors of writing and reading a dataset, besides those of every export.
import * as Data from "effect/Data"
import type { DatasetReason } from "../reasons.ts"

/** A dataset cannot be read or written; nothing in it was changed. `path` is the file or table with the problem. */
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
