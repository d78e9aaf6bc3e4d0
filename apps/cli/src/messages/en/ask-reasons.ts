// Why a query, a statistic or an export failed.
import { type AskReasons, type ReasonStrings, reasonsIn } from "../reason.ts"
import { storeReasons } from "./store-reasons.ts"

const dollars = (names: ReadonlyArray<string>) => names.map((name) => `$${name}`).join(", ")

const givenBy = (names: ReadonlyArray<string>) => `give it with --param ${names[0]}=VALUE`

const has = (known: ReadonlyArray<string>, shown: string) =>
  known.length === 0 ? "it has none" : `it has ${shown}`

const length = (millis: number): string => {
  const seconds = Math.round(millis / 1000)
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`
}

const cannotBeRead = (path: string, why: string) => `${path} cannot be read: ${why}`

export const askReasons: ReasonStrings<AskReasons> = {
  calendar_locked: ({ calendar }) =>
    `the connection uses the calendar ${calendar} and its configuration is locked: run set calendar = 'gregorian' before locking it`,
  created_at_invalid: () => "createdAt is not a valid date",
  compression_unknown: ({ known, name }) => `"${name}" is not a compression: ${known.join(" or ")}`,
  csv_profile_unknown: ({ name }) => `"${name}" is not a CSV profile`,
  duckdb: ({ text }) => text,
  file_name_invalid: ({ name }) => `"${name}" is not a file name`,
  folder_cannot_be_read: ({ path, why }) => cannotBeRead(`the folder ${path}`, reasonsIn(storeReasons)(why)),
  folder_without_sql: ({ path }) => `the folder ${path} contains no .sql file`,
  format_unknown: ({ known, name }) => `"${name}" is not an export format: use ${known.join(", ")}`,
  icu_missing: () => "the DuckDB extension icu is not loaded: load icu first",
  no_columns_left: ({ format, table }) => `${table} has no columns left to write to ${format}`,
  no_format: () => "no format was given",
  no_query: () => "there is no query",
  no_tables: () => "there are no tables to export",
  number_overflow: () => "a number is too large for its type",
  one_table_only: ({ format, tables }) => `a ${format} file can contain only one table, not ${tables}`,
  page_after: () => '"after" must be the unchanged value of "next" from the previous page',
  pivot_values: () => "a PIVOT must list its values: PIVOT … ON column IN (…)",
  query_and_more: () => "only one SELECT at a time is allowed, but this text contains something else too",
  query_count: ({ count }) => `only one query at a time is allowed, but this text contains ${count}`,
  query_counts_as: ({ count }) =>
    `only one query at a time is allowed, but this text counts as ${count}; a PIVOT that does not list its values is one cause`,
  query_empty: () => "it is empty",
  query_failed_for_value: ({ kind }) =>
    `${kind} of DuckDB; its message may contain data: run the query separately to see it`,
  query_file_cannot_be_read: ({ path, why }) => cannotBeRead(path, reasonsIn(storeReasons)(why)),
  query_forbidden: ({ name }) =>
    `${name} is not allowed here: a query can read only the tables of the archive`,
  query_has_parameters: () => "it has parameters, which an export cannot set",
  query_integer_too_long: () =>
    "an integer has more than 38 digits, the limit of Parquet: cast it to VARCHAR",
  query_no_select: () => "it is not a SELECT",
  query_not_select: ({ word }) => `only one SELECT is allowed here, but this text contains ${word}`,
  query_over_disk: ({ megabytes }) =>
    `the query was stopped because it used more than ${megabytes} MB of disk: raise the limit with --max-disk`,
  query_over_memory: ({ megabytes }) =>
    `the query was stopped because it used more than ${megabytes} MB of memory: raise the limit with --max-memory`,
  query_over_time: ({ millis }) =>
    `the query was stopped because it took longer than ${length(millis)}: raise the limit with --max-time`,
  query_parameter_missing: ({ names }) => `the query needs ${dollars(names)}: ${givenBy(names)}`,
  query_parameter_unknown: ({ known, names }) =>
    `the query has no parameter ${dollars(names)}: ${has(known, dollars(known))}`,
  query_parameters_missing: () => "the query has parameters: give each with --param NAME=VALUE",
  query_process_ended: ({ how }) =>
    `the query process ended unexpectedly (${how}): the query is too complex for DuckDB, or there is not enough memory`,
  query_statements: ({ count }) => `it contains ${count} statements instead of one`,
  query_too_long: () => "the query is too long, or nested too deeply",
  statistic_name_taken: ({ path }) => `${path} has the same name as an existing statistic: rename it`,
  statistic_needs_moment: ({ name }) =>
    `${name} needs a point in time: give one with --at, such as --at 2026-01-31T14:05`,
  statistic_parameter_missing: ({ missing, name }) =>
    `${name} needs ${dollars(missing)}: ${givenBy(missing)}`,
  statistic_parameter_unknown: ({ known, name, unknown }) =>
    `${name} has no parameter ${unknown.join(", ")}: ${has(known, known.join(", "))}`,
  statistic_unknown: ({ name, near }) =>
    `there is no statistic ${name}: ${near.length === 0 ? "`chatledger stats` lists them" : `did you mean ${near.join(", ")}?`}`,
  struct_unnamed: () => "row(…) creates values without names: use {name: value} instead",
  subquery_many_rows: () => "a subquery used as a value returned more than one row",
  table_name_invalid: ({ name }) => `"${name}" is not usable as a file name: use letters, digits, _ and -`,
  table_name_twice: ({ name }) => `two tables are named "${name}"`,
  tables_read_only: ({ statement }) => `the tables are read-only: ${statement} is not allowed`,
  text_misfits_format: () => "a text does not match the format: try_strptime returns NULL instead",
  text_not_json: () => "a text is not valid JSON: use json_valid to find those that are",
  too_many_columns: ({ columns, format, most, table }) =>
    `${table} has ${columns} columns, but ${format} allows ${most}: leave some out`,
  value_not_convertible: ({ to }) => `a value cannot be converted to ${to}: try_cast returns NULL instead`,
  value_unfit: ({ kind }) =>
    `a value does not fit (${kind} error); --log-level debug shows DuckDB's message, which may contain the value`,
  workbook_name_invalid: ({ name }) =>
    `"${name}" is not usable as a workbook name: use a plain file name that ends in .xlsx`,
  zone_unknown: ({ zone }) => `"${zone}" is not a time zone: use an IANA name such as Europe/Berlin or UTC`
}
