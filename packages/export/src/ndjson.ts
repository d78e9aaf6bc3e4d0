// NDJSON by DuckDB's COPY: one object per line, NULL as null, line feeds, no byte-order mark.
// Times are RFC 3339 in UTC. Integers and decimals that a JavaScript number would round become strings, and so do NaN and
// infinity, which JSON lacks. Lists, structs, maps and JSON are JSON; JSON deeper than a thousand levels, which few
// readers accept, stays a string. Duplicate column names get `_1`, `_2`, as in DuckDB's own tables.
import { type DuckDBDecimalType, type DuckDBType, DuckDBTypeId } from "@duckdb/node-api"
import { copyTo, oneTable } from "./copy.ts"
import { columnAt, literal, wrapped } from "./sql-text.ts"
import type { QueryColumn } from "./table.ts"
import { isArray, isDecimal, isList, isMap, isStruct } from "./type-kinds.ts"
import { inZone, valueText } from "./value-text.ts"

const LARGEST_EXACT = Number.MAX_SAFE_INTEGER
/** Decimal digits that every JavaScript number keeps. */
const EXACT_DIGITS = 15
/** Maximum depth of lists and objects. */
const DEEPEST = 1000

const quoted = (text: string) => `to_json(${text})`
const number = (text: string) => `${text}::varchar::json`

/* The nesting depth over all brackets outside of strings, and its maximum. */
const depthOf = (json: string) => {
  const brackets = `regexp_extract_all(regexp_replace(${json}, '"(\\\\.|[^"\\\\])*"', '', 'g'), '[\\[\\]{}]')`
  const steps = `list_transform(${brackets}, lambda mark: if(mark in ('[', '{'), [1, 1], [-1, 0]))`
  return `list_reduce(${steps}, lambda sum, step: [sum[1] + step[1], greatest(sum[2], sum[1] + step[1])])[2]`
}

/* DuckDB rejects JSON with lone surrogates: it is written as a string. */
const embedded = (text: string) =>
  `case when not json_valid(${text}) then ${quoted(text)} when strlen(${text}) > ${2 * DEEPEST} and ${depthOf(text)} > ${DEEPEST} then ${quoted(text)} else ${text}::json end`

/* RFC 3339 only allows four-digit years. */
const rfc3339 = (timestamp: string) =>
  `case when year(${timestamp}) between 1 and 9999 then replace(${timestamp}::varchar, ' ', 'T') || 'Z' else ${timestamp}::varchar end`

const decimal = (type: DuckDBDecimalType, at: string) => {
  if (type.width <= EXACT_DIGITS) return number(at)
  const digits = `ltrim(regexp_replace(${at}::varchar, '[-.]', '', 'g'), '0')`
  return `case when strlen(${digits}) <= ${EXACT_DIGITS} then ${number(at)} else ${quoted(`${at}::varchar`)} end`
}

/** An SQL expression of type JSON, or of a type that converts to the right JSON; NULL stays NULL. */
const jsonValue = (type: DuckDBType, at: string, depth = 0): string => {
  const item = `v${depth}`
  const inner = (each: DuckDBType, expression: string) => jsonValue(each, expression, depth + 1)
  if (isList(type) || isArray(type))
    return `to_json(list_transform(${at}, lambda ${item}: ${inner(type.valueType, item)}))`
  if (isStruct(type)) {
    const names = uniqueNames(type.entryNames.map((name, place) => name || `v${place + 1}`))
    const members = type.entryTypes.map(
      (entry, place) =>
        `${literal(names[place] ?? "")}, ${inner(entry, `struct_extract_at(${at}, ${place + 1})`)}`
    )
    return `case when ${at} is not null then json_object(${members.join(", ")}) end`
  }
  if (isMap(type)) {
    const entry = `struct_pack(k := ${valueText(type.keyType, `${item}.key`, "UTC")}, v := ${inner(type.valueType, `${item}.value`)})`
    return `to_json(map_from_entries(list_transform(map_entries(${at}), lambda ${item}: ${entry})))`
  }
  if (isDecimal(type)) return decimal(type, at)
  switch (type.typeId) {
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
      return `case when ${at} between -${LARGEST_EXACT} and ${LARGEST_EXACT} then ${quoted(at)} else ${quoted(`${at}::varchar`)} end`
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return `case when isfinite(${at}) then ${number(at)} when isnan(${at}) then '"NaN"'::json else replace(${quoted(`${at}::varchar`)}::varchar, 'inf', 'Infinity')::json end`
    case DuckDBTypeId.TIMESTAMP_TZ:
      return quoted(rfc3339(inZone(at, "UTC")))
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_S:
    case DuckDBTypeId.TIMESTAMP_MS:
    case DuckDBTypeId.TIMESTAMP_NS:
      return quoted(`replace(${at}::varchar, ' ', 'T')`)
    case DuckDBTypeId.VARCHAR:
      return type.alias === "JSON" ? embedded(`${at}::varchar`) : quoted(`${at}::varchar`)
    case DuckDBTypeId.BOOLEAN:
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.USMALLINT:
    case DuckDBTypeId.UINTEGER:
    case DuckDBTypeId.UNION:
    case DuckDBTypeId.VARIANT:
      return quoted(at)
    default:
      return quoted(valueText(type, at, "UTC"))
  }
}

/** Makes names unique, ignoring case, as many readers require. */
const uniqueNames = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const taken = new Set<string>()
  return names.map((name) => {
    let unique = name
    for (let count = 1; taken.has(unique.toLowerCase()); count += 1) unique = `${name}_${count}`
    taken.add(unique.toLowerCase())
    return unique
  })
}

const lineOf = (shown: ReadonlyArray<QueryColumn>) => {
  const names = uniqueNames(shown.map(({ name }) => name))
  const members = shown.map(
    ({ position, type }, place) => `${literal(names[place] ?? "")}, ${jsonValue(type, columnAt(position))}`
  )
  return `json_object(${members.join(", ")})::varchar`
}

export const writer = oneTable((connection, { all, shown, table }, file) =>
  copyTo(
    connection,
    table.name,
    `select ${lineOf(shown)} from ${wrapped(table, all.length)}`,
    file,
    // With these options CSV with one column is the plain text.
    [
      "format csv",
      "header false",
      "quote ''",
      "escape ''",
      "delimiter '\\n'",
      "new_line '\\n'",
      "compression none"
    ]
  )
)
