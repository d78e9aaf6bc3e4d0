// Reasons why tables were not loaded or queried, as codes: about queries, statistics, files of people, keys.
import type { SystemReason, SystemReasons } from "@chatledger/archive"
import type { Bare, Reason } from "@chatledger/core"

/** Why the cache cannot be written. */
export type CacheReasons = SystemReasons &
  Bare<"cache_disk" | "cache_in_use" | "cache_loading" | "cache_shared">

/** Why the cache cannot be written, with the fields of its code. */
export type CacheReason = Reason<CacheReasons>

/** Reasons from DuckDB; values that it quotes are left out. */
export type DatabaseReasons = Bare<
  | "number_overflow"
  | "query_parameters_missing"
  | "struct_unnamed"
  | "subquery_many_rows"
  | "text_misfits_format"
  | "text_not_json"
> & {
  /** DuckDB's own message, about names. */
  readonly duckdb: { readonly text: string }
  readonly tables_read_only: { readonly statement: string }
  readonly value_not_convertible: { readonly to: string }
  /** DuckDB's kind of error, in lower case. */
  readonly value_unfit: { readonly kind: string }
}

/** A reason from DuckDB, with the fields of its code. */
export type DatabaseReason = Reason<DatabaseReasons>

/** Names of parameters have no `$`. */
export type QueryReasons = DatabaseReasons &
  Bare<"no_query" | "pivot_values" | "query_and_more" | "query_too_long"> & {
    readonly query_count: { readonly count: number }
    readonly query_counts_as: { readonly count: number }
    readonly query_forbidden: { readonly name: string }
    readonly query_not_select: { readonly word: string }
    readonly query_parameter_missing: { readonly names: ReadonlyArray<string> }
    readonly query_parameter_unknown: {
      readonly names: ReadonlyArray<string>
      readonly known: ReadonlyArray<string>
    }
  }

/** Why a query is refused, with the fields of its code. */
export type QueryReason = Reason<QueryReasons>

/** What is wrong with a name or parameter from the user. */
export type UsageReasons = Bare<"page_after"> & {
  readonly statistic_unknown: { readonly name: string; readonly near: ReadonlyArray<string> }
  readonly statistic_needs_moment: { readonly name: string }
  readonly statistic_parameter_missing: { readonly name: string; readonly missing: ReadonlyArray<string> }
  readonly statistic_parameter_unknown: {
    readonly name: string
    readonly unknown: ReadonlyArray<string>
    readonly known: ReadonlyArray<string>
  }
  readonly statistic_name_taken: { readonly path: string }
  readonly folder_without_sql: { readonly path: string }
  readonly folder_cannot_be_read: { readonly path: string; readonly why: SystemReason }
  readonly query_file_cannot_be_read: { readonly path: string; readonly why: SystemReason }
}

/** What is wrong with a name or parameter, with the fields of its code. */
export type UsageReason = Reason<UsageReasons>

/** A row as a spreadsheet numbers it, and its sheet if the file has several. */
export interface RowPlace {
  readonly row: number
  readonly sheet: string | undefined
}

/** Why a roster or a names file is refused; reasons contain no cell. */
export type PeopleFileReasons = Bare<
  | "names_empty"
  | "reply_cut"
  | "reply_html"
  | "reply_of_nobody"
  | "roster_empty"
  | "workbook_locked"
  | "workbook_unreadable"
> & {
  readonly people_file_cannot_be_read: { readonly why: SystemReason }
  readonly digits_fit_both: RowPlace
  readonly quote_unclosed: { readonly row: number }
  readonly no_id_heading: { readonly row: number; readonly of: "roster" | "names" }
  readonly no_name_heading: RowPlace
  readonly ids_of_several: RowPlace & { readonly headings: ReadonlyArray<string> }
  readonly name_without_id: RowPlace
  readonly not_an_id: RowPlace
  readonly not_a_person: RowPlace & { readonly heading: string }
  readonly no_id: RowPlace & { readonly headings: ReadonlyArray<string> }
  /** `heading` only for a roster. */
  readonly number_shortened: RowPlace & { readonly heading?: string }
  readonly two_names: RowPlace & { readonly before: number }
}

/** Why a roster or a names file is refused, with the fields of its code. */
export type PeopleFileReason = Reason<PeopleFileReasons>

export type KeyReasons = Bare<"key_folder"> & {
  readonly key_cannot_be_read: { readonly why: SystemReason }
  readonly key_too_large: { readonly most: number }
  readonly key_too_short: { readonly bytes: number; readonly least: number }
}

export type KeyReason = Reason<KeyReasons>
