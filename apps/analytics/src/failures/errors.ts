// Failures of loading and querying tables, one class per thing that the caller can act on. Reasons are codes with
// fields, from which the caller writes a sentence.
import { reasonText } from "@chatledger/core/internal"
import * as Data from "effect/Data"
import type { FailureKind } from "./failure.ts"
import { queryText, usageText } from "./reason-text.ts"
import type { CacheReason, DatabaseReason, PeopleFileReason, QueryReason, UsageReason } from "./reasons.ts"

/** Another process has the cache open. */
export class CacheBusy extends Data.TaggedError("CacheBusy")<{
  readonly path: string
  readonly reason: CacheReason
}> {
  readonly isRetryable = true
  override get message() {
    return `${this.path}: in use: ${reasonText(this.reason)}`
  }
}

/** The cache cannot be written: disk full, no permission. */
export class CacheNotWritable extends Data.TaggedError("CacheNotWritable")<{
  readonly path: string
  readonly reason: CacheReason
}> {
  readonly isRetryable = true
  override get message() {
    return `${this.path}: cache not written: ${reasonText(this.reason)}`
  }
}

/** The cache proved to be damaged after part of the answer was output; the next command rebuilds it. */
export class CacheDamaged extends Data.TaggedError("CacheDamaged")<{ readonly path: string }> {
  readonly isRetryable = true
  override get message() {
    return `${this.path}: cache damaged`
  }
}

/** DuckDB refused a built-in statement, which is a bug, or the database file is damaged. */
export class DatabaseFailed extends Data.TaggedError("DatabaseFailed")<{
  readonly reason: DatabaseReason
  readonly kind: FailureKind
  readonly cause?: unknown
}> {
  readonly isRetryable = false
  override get message() {
    return `the database failed: ${reasonText(this.reason)}`
  }
}

/** The user's query is invalid, or is not one SELECT; `cause` has DuckDB's own message, which may quote data. */
export class QueryRefused extends Data.TaggedError("QueryRefused")<{
  readonly reason: QueryReason
  /** The line of the query that DuckDB points at, and a line with a mark below it. */
  readonly line?: string | undefined
  readonly cause?: unknown
}> {
  readonly isRetryable = false
  override get message() {
    return `query refused: ${queryText(this.reason)}`
  }
}

/** A parameter or name from the user is invalid. */
export class UsageError extends Data.TaggedError("UsageError")<{ readonly reason: UsageReason }> {
  readonly isRetryable = false
  override get message() {
    return usageText(this.reason)
  }
}

/** A roster cannot be read; the reason names row and column, but no cell. */
export class RosterRefused extends Data.TaggedError("RosterRefused")<{
  readonly path: string
  readonly reason: PeopleFileReason
}> {
  readonly isRetryable = false
  override get message() {
    return `${this.path}: roster refused: ${reasonText(this.reason)}`
  }
}

/** A names file cannot be read; the reason names the row, but no cell. */
export class NamesRefused extends Data.TaggedError("NamesRefused")<{
  readonly path: string
  readonly reason: PeopleFileReason
}> {
  readonly isRetryable = false
  override get message() {
    return `${this.path}: names refused: ${reasonText(this.reason)}`
  }
}
