// Sentences for failures in a language, by tag and fields.
import type {
  CacheBusy,
  CacheDamaged,
  CacheNotWritable,
  DatabaseFailed,
  NamesRefused,
  QueryRefused,
  RosterRefused,
  UsageError
} from "@chatledger/analytics"
import type { KeyUnusable } from "@chatledger/analytics/internal"
import type {
  ArchiveMissing,
  ArchiveNotWritable,
  ArchiveUnreadable,
  ImportRefused,
  LockHeld,
  SnapshotDamaged
} from "@chatledger/archive"
import type { JournalError, Reason } from "@chatledger/core"
import type {
  DatasetUnusable,
  InvalidExport,
  ObjectStoreFailed,
  OutputExists,
  OutputNotWritable,
  OutputOfAnother,
  QueryFailed
} from "@chatledger/export"
import type { ServerFailed } from "@chatledger/journal-server"
import type { EngineReasons, StopReasons } from "./reason.ts"

/** The sandbox's failure: a query stopped by a limit. */
interface QueryStopped {
  readonly _tag: "QueryStopped"
  readonly reason: Reason<StopReasons>
}

/** A query engine that gave no answer. */
interface EngineFailed {
  readonly _tag: "EngineFailed"
  readonly url: string
  readonly reason: Reason<EngineReasons>
}

type Failure =
  | ArchiveMissing
  | ArchiveNotWritable
  | ArchiveUnreadable
  | CacheBusy
  | CacheDamaged
  | CacheNotWritable
  | DatabaseFailed
  | DatasetUnusable
  | EngineFailed
  | ImportRefused
  | ObjectStoreFailed
  | InvalidExport
  | JournalError
  | KeyUnusable
  | LockHeld
  | NamesRefused
  | OutputExists
  | OutputNotWritable
  | OutputOfAnother
  | QueryFailed
  | QueryRefused
  | QueryStopped
  | RosterRefused
  | ServerFailed
  | SnapshotDamaged
  | UsageError

/** A sentence for every failure: a missing one does not compile. */
export type FailureStrings = {
  readonly [Tag in Failure["_tag"]]: (error: Extract<Failure, { readonly _tag: Tag }>) => string
}

export interface AnyFailure {
  readonly _tag: string
  readonly message: string
}

/** Formats failures in a language; the command line's own failures already have messages. */
export const failuresIn =
  (sentences: FailureStrings) =>
  (error: AnyFailure): string => {
    const sentence: unknown = Reflect.get(sentences, error._tag)
    return typeof sentence === "function" ? String(sentence(error)) : error.message
  }
