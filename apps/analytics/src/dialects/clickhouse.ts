// ClickHouse: its functions in place of DuckDB's, where they differ. Held against DuckDB's answers by `pnpm engines`.
//
// Gotcha: lists leave as JSON text, since a list of ClickHouse cannot be NULL.
import type { Dialect, ParameterValue } from "./dialect.ts"

const TIME = "DateTime64(6, 'UTC')"

const types: Readonly<Record<string, string>> = {
  timestamptz: `Nullable(${TIME})`,
  varchar: "Nullable(String)",
  integer: "Nullable(Int32)",
  bigint: "Nullable(Int64)"
}

const escaped = (text: string): string => text.replaceAll("\\", "\\\\")
const text = (value: string): string => `'${escaped(value).replaceAll("'", "''")}'`

const literal = (value: ParameterValue, type = "varchar"): string => {
  if (value === undefined) return `cast(null as ${types[type]})`
  if (value instanceof Date)
    return `toDateTime64(${text(value.toISOString().replace("T", " ").replace("Z", ""))}, 6, 'UTC')`
  if (typeof value !== "string") return `[${value.map(text).join(", ")}]`
  return type === "varchar" ? text(value) : `cast(${text(value)} as ${types[type]})`
}

/** As DuckDB's quantile_cont: low * (1 - d) + high * d, where d is the part of a place. */
const quantile = (value: string, part: string): string => {
  const sorted = `arraySort(groupArray(${value}))`
  const place = `((length(${sorted}) - 1) * ${part})`
  const at = (rounded: string) => `${sorted}[cast(${rounded}(${place}) as Int64) + 1]`
  const d = `(${place} - floor(${place}))`
  return `if(count(${value}) = 0, null, ${at("floor")} * (1 - ${d}) + ${at("ceil")} * ${d})`
}

const inOrder = (value: string, place: string): string =>
  `arrayMap(each -> each.2, arraySort(groupArrayIf((${place}, assumeNotNull(${value})), ${value} is not null)))`

export const clickhouse: Dialect = {
  name: "clickhouse",
  types,
  literal,
  quoted: escaped,
  once: "materialized ",
  list: "[",
  finished: (sql) => sql,
  settings: {
    join_use_nulls: 1,
    aggregate_functions_null_for_empty: 1,
    cast_keep_nullable: 1,
    enable_materialized_cte: 1,
    prefer_column_name_to_alias: 1
  },
  calls: {
    epoch: (moment) => `(toUnixTimestamp64Micro(${moment}) / 1e6)`,
    quarter_of: (moment) => `intDiv(toUnixTimestamp64Second(${moment}), 900)`,
    moment_of: (quarter) => `fromUnixTimestamp64Second(toInt64((${quarter}) * 900), 'UTC')`,
    wall_of: (quarter, zone) => `fromUnixTimestamp64Second(toInt64(${quarter} * 900), ${zone})`,
    day_of: (wall) => `toDate32(${wall})`,
    quarter_in_hour: (wall) => `intDiv(toMinute(${wall}), 15)`,
    isodow: (wall) => `toDayOfWeek(${wall})`,
    hour: (wall) => `toHour(${wall})`,
    count_tuples: (...members) =>
      `count(distinct (${members.join(", ")})) filter (where ${members.at(-1)} is not null)`,
    quantile_cont: (value = "", part = "") => quantile(value, part),
    in_order: (value = "", place = "") => `toNullable(toJSONString(${inOrder(value, place)}))`,
    joined_in_order: (value = "", place = "", separator = "") =>
      `nullIf(arrayStringConcat(${inOrder(value, place)}, ${separator}), '')`,
    list_of: (value) => `groupArrayIf(assumeNotNull(${value}), ${value} is not null)`,
    empty_list: () => "[]",
    list_contains: (list, value) => `has(${list}, ${value})`,
    unnest: (list) => `arrayJoin(${list})`,
    len: (list) => `length(${list})`,
    length: (written) => `lengthUTF8(${written})`,
    // DuckDB makes one letter of this one, Unicode two.
    lower: (written) => `lowerUTF8(replaceAll(${written}, 'İ', 'i'))`,
    bool_or: (condition) => `max(${condition})`,
    arg_max: (value, by) => `argMax(${value}, ${by})`,
    contains: (written, part) => `position(${written}, ${part}) > 0`,
    starts_with: (written, part) => `startsWith(${written}, ${part})`,
    ends_with: (written, part) => `endsWith(${written}, ${part})`,
    regexp_matches: (written, pattern) => `match(${written}, ${pattern})`,
    regexp_full_match: (written, pattern) => `match(${written}, '^(?:' || ${pattern} || ')$')`,
    regexp_extract: (written, pattern, group) => `regexpExtract(${written}, ${pattern}, ${group})`,
    regexp_extract_all: (written, pattern) => `extractAll(assumeNotNull(${written}), ${pattern})`,
    regexp_replace: (written, pattern, by, all) =>
      `${all === undefined ? "replaceRegexpOne" : "replaceRegexpAll"}(${written}, ${pattern}, ${by})`,
    nfc_normalize: (written) => `normalizeUTF8NFC(${written})`,
    translate: (written, from, to) => `translateUTF8(${written}, ${from}, ${to})`
  }
}
