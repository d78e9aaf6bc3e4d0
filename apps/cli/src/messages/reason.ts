// Sentences for reasons of failures, which packages return as codes with fields.
import type { CacheReasons, PeopleFileReasons, QueryReasons, UsageReasons } from "@chatledger/analytics"
import type { KeyReasons } from "@chatledger/analytics/internal"
import type { ArchiveReasons, ImportReasons, SnapshotReasons } from "@chatledger/archive"
import type { CallReasons, Reason } from "@chatledger/core"
import type { DatasetReasons, InvalidReasons, QueryFailedReasons } from "@chatledger/export"

/** A sentence for every code: a missing one does not compile. */
export type ReasonStrings<Fields> = { readonly [Code in keyof Fields]: (fields: Fields[Code]) => string }

/** Why a file for an archive, or in it, could not be read or written. */
export type StoreReasons = ArchiveReasons & SnapshotReasons & ImportReasons

/** Why a query in the sandbox was stopped; `how` is the signal or the exit code. */
export interface StopReasons {
  readonly query_over_time: { readonly millis: number }
  readonly query_over_memory: { readonly megabytes: number }
  readonly query_over_disk: { readonly megabytes: number }
  readonly query_process_ended: { readonly how: string }
}

/** Why a query was not answered. */
export type AskReasons = QueryReasons & QueryFailedReasons & StopReasons & UsageReasons & InvalidReasons

/** Why a file of the user was not read. */
export type OwnFileReasons = PeopleFileReasons & KeyReasons

/** The codes of `CacheReasons` that do not concern files. */
type TableReasons = Pick<CacheReasons, "cache_disk" | "cache_in_use" | "cache_loading" | "cache_shared">

export type AllReasons = CallReasons &
  DatasetReasons &
  StoreReasons &
  AskReasons &
  OwnFileReasons &
  TableReasons

/** Formats reasons in a language. */
export const reasonsIn =
  <Fields>(sentences: ReasonStrings<Fields>) =>
  (reason: Reason<Fields>): string =>
    (sentences[reason.code] as (fields: unknown) => string)(reason)
