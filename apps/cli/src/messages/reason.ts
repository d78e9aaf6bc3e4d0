// Reasons of failures, which packages give as codes with fields, as the sentences of a language.
import type {
  CacheReasons,
  KeyReasons,
  PeopleFileReasons,
  QueryReasons,
  UsageReasons
} from "@chatledger/analytics"
import type { ArchiveReasons, ImportReasons, SnapshotReasons } from "@chatledger/archive"
import type { CallReasons, Reason } from "@chatledger/core"
import type { DatasetReasons, InvalidReasons, QueryFailedReasons } from "@chatledger/export"

/** A sentence for every code: a language that lacks one does not compile. */
export type ReasonStrings<Fields> = { readonly [Code in keyof Fields]: (fields: Fields[Code]) => string }

/** Why a file of an archive, or one for it, could not be read or written. */
export type StoreReasons = ArchiveReasons & SnapshotReasons & ImportReasons

/** What ended a query in the sandbox; `how` is the signal or the exit code. */
export interface StopReasons {
  readonly query_over_time: { readonly millis: number }
  readonly query_over_memory: { readonly megabytes: number }
  readonly query_over_disk: { readonly megabytes: number }
  readonly query_process_ended: { readonly how: string }
}

/** Why a query was not answered. */
export type AskReasons = QueryReasons & QueryFailedReasons & StopReasons & UsageReasons & InvalidReasons

/** Why a file that the user brings is not read. */
export type OwnFileReasons = PeopleFileReasons & KeyReasons

/** Those of `CacheReasons` that no file has. */
type TableReasons = Pick<CacheReasons, "cache_disk" | "cache_in_use" | "cache_loading" | "cache_shared">

export type AllReasons = CallReasons &
  DatasetReasons &
  StoreReasons &
  AskReasons &
  OwnFileReasons &
  TableReasons

/** Writes reasons in a language. */
export const reasonsIn =
  <Fields>(sentences: ReasonStrings<Fields>) =>
  (reason: Reason<Fields>): string =>
    (sentences[reason.code] as (fields: unknown) => string)(reason)
