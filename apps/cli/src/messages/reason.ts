// Sentences for reasons of failures, which packages return as codes with fields.
import type { CacheReasons, PeopleFileReasons, QueryReasons, UsageReasons } from "@chatledger/analytics"
import type { KeyReasons } from "@chatledger/analytics/internal"
import type { ArchiveReasons, ImportReasons, SnapshotReasons } from "@chatledger/archive"
import type { CallReasons, Reason } from "@chatledger/core"
import type {
  DatasetReasons,
  InvalidReasons,
  ObjectStoreReasons,
  QueryFailedReasons
} from "@chatledger/export"

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

/** An engine of `--engine`. */
interface OfEngine {
  readonly engine: "clickhouse" | "trino"
}

/** Rows of an instance that are others than recorded. */
interface RecordDiffers {
  readonly instance: string
  readonly recorded: string
  readonly found: string
}

/** Why an engine of `--engine` gave no answer. */
export interface EngineReasons {
  readonly engine_client_missing: { readonly name: string }
  readonly engine_away: { readonly why: string }
  readonly engine_password_wrong: { readonly user: string }
  readonly engine_other: OfEngine & { readonly status: string }
  readonly engine_old: { readonly version: string; readonly oldest: string }
  readonly engine_without_database: OfEngine & { readonly database: string }
  readonly engine_without_table: OfEngine & { readonly text: string }
  readonly engine_settings_fixed: { readonly user: string }
  readonly engine_denied: { readonly user: string }
  readonly engine_limit: { readonly text: string }
  readonly engine_reads_only: Record<never, never>
  readonly engine_refused_query: { readonly text: string }
  readonly engine_answer_not_stored: { readonly why: string }
  readonly engine_half_answer: Record<never, never>
  readonly engine_server_lost: { readonly text: string }
  readonly engine_integer_inexact: { readonly column: string }
  readonly engine_record_differs: OfEngine & RecordDiffers
  readonly engine_names_differ: OfEngine & RecordDiffers
}

/** Why a query was not answered. */
export type AskReasons = QueryReasons & QueryFailedReasons & StopReasons & UsageReasons & InvalidReasons

/** Why a file of the user was not read. */
export type OwnFileReasons = PeopleFileReasons & KeyReasons

/** The codes of `CacheReasons` that do not concern files. */
type TableReasons = Pick<CacheReasons, "cache_disk" | "cache_in_use" | "cache_loading" | "cache_shared">

export type AllReasons = CallReasons &
  DatasetReasons &
  EngineReasons &
  ObjectStoreReasons &
  StoreReasons &
  AskReasons &
  OwnFileReasons &
  TableReasons

/** Formats reasons in a language. */
export const reasonsIn =
  <Fields>(sentences: ReasonStrings<Fields>) =>
  (reason: Reason<Fields>): string =>
    (sentences[reason.code] as (fields: unknown) => string)(reason)
