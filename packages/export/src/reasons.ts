// Reasons for failures of an export, as codes with fields.

type Bare<Code extends string> = { readonly [C in Code]: unknown }

type Reason<Fields> = {
  readonly [Code in keyof Fields]: { readonly code: Code } & Fields[Code]
}[keyof Fields]

/** What is wrong with a request. */
export type InvalidReasons = Bare<"no_tables" | "no_format" | "created_at_invalid" | "icu_missing"> & {
  readonly calendar_locked: { readonly calendar: string }
  readonly compression_unknown: { readonly name: string; readonly known: ReadonlyArray<string> }
  readonly csv_profile_unknown: { readonly name: string }
  readonly file_name_invalid: { readonly name: string }
  readonly format_unknown: { readonly name: string; readonly known: ReadonlyArray<string> }
  readonly no_columns_left: { readonly table: string; readonly format: string }
  readonly one_table_only: { readonly format: string; readonly tables: number }
  readonly table_name_invalid: { readonly name: string }
  readonly table_name_twice: { readonly name: string }
  readonly too_many_columns: {
    readonly table: string
    readonly columns: number
    readonly most: number
    readonly format: string
  }
  readonly workbook_name_invalid: { readonly name: string }
  readonly zone_unknown: { readonly zone: string }
}

/** What is wrong with a request, with the fields of its code. */
export type InvalidReason = Reason<InvalidReasons>

/** What is wrong with a table's query. */
export type QueryFailedReasons = Bare<
  "query_empty" | "query_no_select" | "query_has_parameters" | "query_integer_too_long"
> & {
  readonly query_statements: { readonly count: number }
  /** DuckDB's message, if it only mentions names. */
  readonly duckdb: { readonly text: string }
  /** DuckDB's kind of error, if its message may quote values. */
  readonly query_failed_for_value: { readonly kind: string }
}

/** What is wrong with a table's query, with the fields of its code. */
export type QueryFailedReason = Reason<QueryFailedReasons>

/** Why a dataset cannot be used. */
export type DatasetReasons = Bare<
  "dataset_missing" | "log_damaged" | "log_gap" | "log_unreadable" | "log_without_schema" | "not_a_dataset"
> & {
  readonly column_type: { readonly column: string }
  readonly file_missing: { readonly file: string }
  readonly glob_in_path: { readonly signs: string }
  readonly layout_other: { readonly columns: ReadonlyArray<string>; readonly own: ReadonlyArray<string> }
  readonly owners_of_another: { readonly owners: ReadonlyArray<string> }
  readonly protocol_newer: { readonly reader: number; readonly writer: number }
  /** Rows or times differ from the record. */
  readonly record_differs: {
    readonly owner: string
    readonly table: string
    readonly recorded: string
    readonly found: string
  }
}

/** Why an object store could not be used. */
export type ObjectStoreReasons = Bare<"store_without_conditions" | "store_cache"> & {
  readonly store_away: { readonly why: string }
  readonly store_denied: { readonly text: string }
  readonly store_bucket_missing: { readonly bucket: string }
  /** More files are needed at once than may be kept. */
  readonly store_over_cache: { readonly bytes: number; readonly most: number }
  readonly store_other: { readonly status: number; readonly text: string }
}

/** Why an object store could not be used, with the fields of its code. */
export type ObjectStoreReason = Reason<ObjectStoreReasons>

/** Why a dataset cannot be used, with the fields of its code. */
export type DatasetReason = Reason<DatasetReasons>
