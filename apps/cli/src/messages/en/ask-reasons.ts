// Why a query, a statistic or an export was not answered.
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
    `the connection has the calendar ${calendar} and its configuration is locked: set calendar = 'gregorian' before that`,
  created_at_invalid: () => "createdAt is no valid date",
  csv_profile_unknown: ({ name }) => `"${name}" is no CSV profile`,
  duckdb: ({ text }) => text,
  file_name_invalid: ({ name }) => `"${name}" is no file name`,
  folder_cannot_be_read: ({ path, why }) => cannotBeRead(`the folder ${path}`, reasonsIn(storeReasons)(why)),
  folder_without_sql: ({ path }) => `the folder ${path} holds no file that ends in .sql`,
  format_unknown: ({ known, name }) => `"${name}" is no format of an export: use ${known.join(", ")}`,
  icu_missing: () => "DuckDB's extension icu is missing: load icu first",
  no_columns_left: ({ format, table }) => `no column of ${table} is left for ${format}`,
  no_format: () => "no format was asked for",
  no_query: () => "there is no query",
  no_tables: () => "there is no table to export",
  number_overflow: () => "a number grows too large for its type",
  one_table_only: ({ format, tables }) => `${format} holds one table, not ${tables}`,
  page_after: () => "after is what the page before gave as its next, unchanged",
  pivot_values: () => "a PIVOT has to name its values: PIVOT … ON column IN (…)",
  query_and_more: () => "one query at a time, and it has to be a SELECT: this text holds something else too",
  query_count: ({ count }) => `one query at a time: this text holds ${count}`,
  query_counts_as: ({ count }) =>
    `one query at a time: this text counts as ${count}, as a PIVOT does that does not name its values`,
  query_empty: () => "it is empty",
  query_failed_for_value: ({ kind }) =>
    `${kind} of DuckDB; its words may quote data, run the query by itself to see them`,
  query_file_cannot_be_read: ({ path, why }) => cannotBeRead(path, reasonsIn(storeReasons)(why)),
  query_forbidden: ({ name }) =>
    `${name} is not possible here: a query reads the tables of the archive and nothing else`,
  query_has_parameters: () => "it has parameters, which an export cannot fill",
  query_integer_too_long: () =>
    "an integer has more than 38 digits, which Parquet cannot hold: cast it to VARCHAR",
  query_no_select: () => "it is not a SELECT",
  query_not_select: ({ word }) => `only one SELECT is possible here, and this text holds ${word}`,
  query_over_disk: ({ megabytes }) =>
    `the query took more than ${megabytes} MB on the disk and was stopped: --max-disk allows more`,
  query_over_memory: ({ megabytes }) =>
    `the query took more than ${megabytes} MB of memory and was stopped: --max-memory allows more`,
  query_over_time: ({ millis }) =>
    `the query ran longer than ${length(millis)} and was stopped: --max-time allows more`,
  query_parameter_missing: ({ names }) => `the query has ${dollars(names)}: ${givenBy(names)}`,
  query_parameter_unknown: ({ known, names }) =>
    `the query has no parameter ${dollars(names)}: ${has(known, dollars(known))}`,
  query_parameters_missing: () => "the query has parameters: give each with --param NAME=VALUE",
  query_process_ended: ({ how }) =>
    `the process of the query ended by itself (${how}): the query is too much for DuckDB, or memory is short`,
  query_statements: ({ count }) => `it holds ${count} statements, not one`,
  query_too_long: () => "the query is too long, or nested too deeply",
  statistic_name_taken: ({ path }) =>
    `${path} has the name of a statistic that is there already: give it another`,
  statistic_needs_moment: ({ name }) => `${name} is about a moment: say which, with --at 2026-01-31T14:05`,
  statistic_parameter_missing: ({ missing, name }) => `${name} has ${dollars(missing)}: ${givenBy(missing)}`,
  statistic_parameter_unknown: ({ known, name, unknown }) =>
    `${name} has no parameter ${unknown.join(", ")}: ${has(known, known.join(", "))}`,
  statistic_unknown: ({ name, near }) =>
    `there is no statistic ${name}: ${near.length === 0 ? "`chatledger stats` lists them" : `did you mean ${near.join(", ")}?`}`,
  struct_unnamed: () => "row(…) gives values without names: write {name: value} in its place",
  subquery_many_rows: () => "a subquery that stands for one value gives more than one row",
  table_name_invalid: ({ name }) => `"${name}" cannot name a file: use letters, digits, _ and -`,
  table_name_twice: ({ name }) => `two tables are named "${name}"`,
  tables_read_only: ({ statement }) => `the tables are read-only: ${statement} is not possible`,
  text_misfits_format: () => "a text does not fit the format: try_strptime gives NULL instead",
  text_not_json: () => "a text is no JSON: json_valid tells which ones are",
  too_many_columns: ({ columns, format, most, table }) =>
    `${table} has ${columns} columns, ${format} holds ${most}: leave some out`,
  value_not_convertible: ({ to }) => `a value cannot be converted to ${to}: try_cast gives NULL instead`,
  value_unfit: ({ kind }) =>
    `a value does not fit (${kind} error); --log-level debug shows DuckDB's words, which may quote it`,
  workbook_name_invalid: ({ name }) =>
    `"${name}" cannot name a workbook: use a plain file name that ends in .xlsx`,
  zone_unknown: ({ zone }) => `"${zone}" is no time zone: use an IANA name such as Europe/Berlin or UTC`
}
