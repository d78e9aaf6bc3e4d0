// Sentences for invalid requests and queries and how to correct them, for logs and uncaught errors.
import type { InvalidReason, QueryFailedReason } from "./reasons.ts"

/** The sentence for a reason. */
export const invalidText = (reason: InvalidReason): string => {
  switch (reason.code) {
    case "no_tables":
      return "there is no table to write: pass one in `tables`"
    case "no_format":
      return "there is no format to write in: pass one in `formats`"
    case "created_at_invalid":
      return "`createdAt` is no moment: pass a valid Date, such as new Date()"
    case "icu_missing":
      return "this DuckDB knows no time zones: use @duckdb/node-api, which has its extension `icu` built in"
    case "calendar_locked":
      return `the connection counts by the calendar ${reason.calendar}, and its configuration is locked: run "set calendar = 'gregorian'" before it is locked`
    case "compression_unknown":
      return `${JSON.stringify(reason.name)} is no compression: pass ${reason.known.join(" or ")}`
    case "csv_profile_unknown":
      return `${JSON.stringify(reason.name)} is no profile of CSV: pass rfc4180, excel-eu, excel-ru or excel-us`
    case "file_name_invalid":
      return `${JSON.stringify(reason.name)} can be no name of a file on every system: choose another`
    case "format_unknown":
      return `${JSON.stringify(reason.name)} is no format: pass ${reason.known.join(", ")}, in small letters`
    case "no_columns_left":
      return `no column of ${reason.table} is left for ${reason.format}: leave it out, or omit fewer columns`
    case "one_table_only":
      return `a file of ${reason.format} holds one table, not ${reason.tables}: use exportTables, or write XLSX`
    case "table_name_invalid":
      return `${JSON.stringify(reason.name)} can be no name of a table: use letters, digits and _`
    case "table_name_twice":
      return `two tables are named ${JSON.stringify(reason.name)}: name one of them otherwise`
    case "too_many_columns":
      return `${reason.table} has ${reason.columns} columns, and ${reason.format} holds ${reason.most}: select fewer`
    case "workbook_name_invalid":
      return `${JSON.stringify(reason.name)} can be no name of a workbook: it has to be a file name that ends in .xlsx`
    case "zone_unknown":
      return `${JSON.stringify(reason.zone)} is no time zone: pass a name such as Europe/Berlin`
  }
}

/** The sentence for a query that failed; names that it repeats hold no control characters. */
export const queryText = (reason: QueryFailedReason): string => {
  switch (reason.code) {
    case "query_empty":
      return "it is empty: pass a SELECT"
    case "query_no_select":
      return "it is no SELECT"
    case "query_has_parameters":
      return "it has parameters: write their values as literals"
    case "query_integer_too_long":
      return "it has an integer that no column can hold: cast it to VARCHAR"
    case "query_statements":
      return `it has ${reason.count} statements: pass one SELECT`
    case "duckdb":
      return reason.text.replace(/\p{Cc}+/gu, " ")
    case "query_failed_for_value":
      return `${reason.kind} for one of its values: \`cause\` says which`
  }
}
