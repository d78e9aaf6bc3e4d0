// What can go wrong when tables are loaded and asked, one class per thing that the caller can act on.
import * as Data from "effect/Data"
import type { FailureKind } from "./failure.ts"

/** Another process has the cache open; `--wait` waits for it. */
export class CacheBusy extends Data.TaggedError("CacheBusy")<{
  readonly path: string
  readonly reason: string
}> {
  readonly isRetryable = true
  override get message() {
    return `${this.path} is in use by another chatledger (${this.reason}): wait for it to end, or add --wait`
  }
}

/** The cache cannot be written: disk full, no permission. */
export class CacheNotWritable extends Data.TaggedError("CacheNotWritable")<{
  readonly path: string
  readonly reason: string
}> {
  readonly isRetryable = true
  override get message() {
    return `the cache ${this.path} cannot be written: ${this.reason}`
  }
}

/** The cache proved to be damaged after a part of the answer had been given away; the next command makes it anew. */
export class CacheDamaged extends Data.TaggedError("CacheDamaged")<{ readonly path: string }> {
  readonly isRetryable = true
  override get message() {
    return `the cache ${this.path} was damaged, and is made anew from the snapshots: run the same command again`
  }
}

/** DuckDB refused a statement of ours, which is a bug, or the database file is damaged. */
export class DatabaseFailed extends Data.TaggedError("DatabaseFailed")<{
  /** In words, without values. */
  readonly reason: string
  readonly kind: FailureKind
  readonly cause?: unknown
}> {
  readonly isRetryable = false
  override get message() {
    return `the database failed: ${this.reason}`
  }
}

/** The user's query is wrong, or is not one SELECT; `cause` holds DuckDB's own words, which may quote data. */
export class QueryRefused extends Data.TaggedError("QueryRefused")<{
  readonly reason: string
  readonly cause?: unknown
}> {
  readonly isRetryable = false
  override get message() {
    return this.reason
  }
}

/** A parameter or a name that the user gave is wrong. */
export class UsageError extends Data.TaggedError("UsageError")<{ readonly reason: string }> {
  readonly isRetryable = false
  override get message() {
    return this.reason
  }
}

/** A roster cannot be read; the reason names row and column, and no cell. */
export class RosterRefused extends Data.TaggedError("RosterRefused")<{
  readonly path: string
  readonly reason: string
}> {
  readonly isRetryable = false
  override get message() {
    return `the roster ${this.path}: ${this.reason}`
  }
}

/** A file of names cannot be read; the reason names the row, and no cell. */
export class NamesRefused extends Data.TaggedError("NamesRefused")<{
  readonly path: string
  readonly reason: string
}> {
  readonly isRetryable = false
  override get message() {
    return `the names in ${this.path}: ${this.reason}`
  }
}
