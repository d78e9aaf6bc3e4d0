// Trino: its functions in place of DuckDB's, where they differ. Held against DuckDB's answers by `pnpm trino`.
//
// Gotcha: lists leave as JSON text, as those of ClickHouse do. A timestamp of Delta has milliseconds there.
import type { Dialect, ParameterValue } from "./dialect.ts"
import { joniPattern } from "./joni.ts"
import { withUnnestJoined } from "./unnest.ts"

const types: Readonly<Record<string, string>> = {
  timestamptz: "timestamp(6) with time zone",
  varchar: "varchar",
  integer: "integer",
  bigint: "bigint"
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`
const moment = (iso: string): string => iso.replace("T", " ").replace("Z", " UTC")

const literal = (value: ParameterValue, type = "varchar"): string => {
  if (value === undefined) return `cast(null as ${types[type]})`
  if (value instanceof Date) return `timestamp ${text(moment(value.toISOString()))}`
  if (typeof value !== "string") return `array[${value.map(text).join(", ")}]`
  return type === "varchar" ? text(value) : `cast(${text(value)} as ${types[type]})`
}

const inOrder = (...keys: ReadonlyArray<string>): string => {
  const value = keys.at(-1)
  return `array_agg(${value} order by ${keys.join(", ")}) filter (where ${value} is not null)`
}

/** As DuckDB's quantile_cont: low * (1 - d) + high * d, where d is the part of a place. */
const quantile = (value: string, part: string): string => {
  const place = `((cardinality(${inOrder(value)}) - 1) * ${part}e0)`
  const at = (rounded: string) => `element_at(${inOrder(value)}, cast(${rounded}(${place}) as bigint) + 1)`
  const d = `(${place} - floor(${place}))`
  return `(${at("floor")} * (1 - ${d}) + ${at("ceil")} * ${d})`
}

/** Ignores NULL among the compared values, as DuckDB does. */
const ofKnown =
  (name: string) =>
  (...given: ReadonlyArray<string>): string => {
    const known = `array[${given.join(", ")}]`
    return `array_${name}(filter(${known}, each -> each is not null))`
  }

export const trino: Dialect = {
  name: "trino",
  types,
  literal,
  quoted: (written) => (/^'\d{4}-\d\d-\d\dT[\d:.]+Z'$/.test(written) ? moment(written) : written),
  once: "",
  list: "array[",
  finished: withUnnestJoined,
  settings: {},
  calls: {
    epoch: (at) => `to_unixtime(${at})`,
    quarter_of: (at) => `cast(floor(to_unixtime(${at}) / 900) as bigint)`,
    moment_of: (quarter) => `from_unixtime((${quarter}) * 900, 'UTC')`,
    wall_of: (quarter, zone) => `cast(from_unixtime(${quarter} * 900, ${zone}) as timestamp)`,
    day_of: (wall) => `cast(${wall} as date)`,
    quarter_in_hour: (wall) => `(minute(${wall}) / 15)`,
    isodow: (wall) => `day_of_week(${wall})`,
    count_tuples: (...members) =>
      `count(distinct row(${members.join(", ")})) filter (where ${members.at(-1)} is not null)`,
    quantile_cont: (value = "", part = "") => quantile(value, part),
    in_order: (value = "", place = "") =>
      `json_format(cast(coalesce(${inOrder(place, value)}, array[]) as json))`,
    joined_in_order: (value = "", place = "", separator = "") =>
      `array_join(${inOrder(place, value)}, ${separator})`,
    list_of: (value) => `coalesce(array_agg(${value}) filter (where ${value} is not null), array[])`,
    empty_list: () => "array[]",
    list_contains: (list, value) => `contains(${list}, ${value})`,
    unnest: (...lists) => `unnest(${lists.join(", ")})`,
    len: (list) => `cardinality(${list})`,
    length: (written) => `length(${written})`,
    lower: (written) => `lower(${written})`,
    bool_or: (condition) => `bool_or(${condition})`,
    arg_max: (value, by) => `max_by(${value}, ${by})`,
    least: ofKnown("min"),
    greatest: ofKnown("max"),
    hour: (wall) => `hour(${wall})`,
    contains: (written, part) => `(strpos(${written}, ${part}) > 0)`,
    starts_with: (written, part) => `starts_with(${written}, ${part})`,
    ends_with: (written, part) => `(substr(${written}, length(${written}) - length(${part}) + 1) = ${part})`,
    regexp_matches: (written, pattern = "") => `regexp_like(${written}, ${joniPattern(pattern)})`,
    regexp_full_match: (written, pattern = "") =>
      `regexp_like(${written}, '\\A(?:' || ${joniPattern(pattern)} || ')\\z')`,
    regexp_extract: (written, pattern = "", group = "0") =>
      `case when ${written} is not null then coalesce(regexp_extract(${written}, ${joniPattern(pattern)}, ${group}), '') end`,
    regexp_extract_all: (written, pattern = "") => `regexp_extract_all(${written}, ${joniPattern(pattern)})`,
    regexp_replace: (written, pattern = "", by = "") =>
      `regexp_replace(${written}, ${joniPattern(pattern)}, ${by.replaceAll("$", "\\$").replace(/\\(\d)/g, "$$$1")})`,
    nfc_normalize: (written) => `normalize(${written}, NFC)`,
    translate: (written, from, to) => `translate(${written}, ${from}, ${to})`
  }
}
