// A value of any DuckDB type as text, as an SQL expression; used for CSV cells and for text cells in XLSX.
// Times are in the requested zone, also inside lists and structs; lists, structs and maps are JSON, BLOB is base64.
// Plain numbers and booleans keep DuckDB's own text.
// Gotcha: a plain cast of TIMESTAMPTZ uses the session's TimeZone, which differs between machines.
import { type DuckDBType, DuckDBTypeId } from "@duckdb/node-api"
import { identifier, literal } from "./sql-text.ts"
import { isArray, isList, isMap, isStruct } from "./type-kinds.ts"

const has = (type: DuckDBType, id: DuckDBTypeId): boolean => {
  if (type.typeId === id) return true
  if (isList(type) || isArray(type)) return has(type.valueType, id)
  if (isStruct(type)) return type.entryTypes.some((entry) => has(entry, id))
  if (isMap(type)) return has(type.keyType, id) || has(type.valueType, id)
  return false
}

/** A TIMESTAMPTZ expression as local time in an IANA zone (TIMESTAMP). */
export const inZone = (expression: string, zone: string) => `(${expression} at time zone ${literal(zone)})`

/**
 * A value with every TIMESTAMPTZ in it converted to local time in an IANA zone (TIMESTAMP), except in a UNION or VARIANT.
 * MAP keys are not converted if two would become equal.
 */
export const localised = (type: DuckDBType, expression: string, zone: string, depth = 0): string => {
  if (!has(type, DuckDBTypeId.TIMESTAMP_TZ)) return expression
  const item = `v${depth}`
  if (isList(type) || isArray(type)) {
    const inner = localised(type.valueType, item, zone, depth + 1)
    return `list_transform(${expression}, lambda ${item}: ${inner})`
  }
  if (isStruct(type)) {
    const entries = type.entryTypes.map((entry, index) => {
      const name = identifier(type.entryNames[index] ?? "")
      return `${name} := ${localised(entry, `(${expression}).${name}`, zone, depth + 1)}`
    })
    return `case when ${expression} is not null then struct_pack(${entries.join(", ")}) end`
  }
  if (isMap(type)) {
    const key = localised(type.keyType, `${item}.key`, zone, depth + 1)
    const value = localised(type.valueType, `${item}.value`, zone, depth + 1)
    const withKey = (text: string) =>
      `map_from_entries(list_transform(map_entries(${expression}), lambda ${item}: struct_pack(k := ${text}, v := ${value})))`
    if (!has(type.keyType, DuckDBTypeId.TIMESTAMP_TZ)) return withKey(`${item}.key`)
    return `coalesce(try(${withKey(`(${key})::varchar`)}), ${withKey(`${item}.key::varchar`)})`
  }
  return inZone(expression, zone)
}

/** An SQL expression of type VARCHAR for a value of `type`; NULL stays NULL. */
export const valueText = (type: DuckDBType, expression: string, zone: string): string => {
  switch (type.typeId) {
    case DuckDBTypeId.VARCHAR:
      return type.alias === undefined ? expression : `${expression}::varchar`
    case DuckDBTypeId.TIMESTAMP_TZ:
      return `${inZone(expression, zone)}::varchar`
    case DuckDBTypeId.BLOB:
      return `base64(${expression})`
    case DuckDBTypeId.LIST:
    case DuckDBTypeId.ARRAY:
    case DuckDBTypeId.STRUCT:
    case DuckDBTypeId.MAP:
    case DuckDBTypeId.UNION:
    case DuckDBTypeId.VARIANT:
      return `to_json(${localised(type, expression, zone)})::varchar`
    default:
      return `${expression}::varchar`
  }
}

/** The kind of a column's cells in a spreadsheet: numbers and times as such, everything else as text. */
export type ValueKind = "text" | "number" | "boolean" | "moment" | "date" | "neutral"

/** The kind of a type. `neutral` is text that cannot be read as a formula (TIME, UUID, BIT). */
export const valueKind = (type: DuckDBType): ValueKind => {
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return "boolean"
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.USMALLINT:
    case DuckDBTypeId.UINTEGER:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.UHUGEINT:
    case DuckDBTypeId.BIGNUM:
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
    case DuckDBTypeId.DECIMAL:
      return "number"
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_S:
    case DuckDBTypeId.TIMESTAMP_MS:
    case DuckDBTypeId.TIMESTAMP_NS:
    case DuckDBTypeId.TIMESTAMP_TZ:
      return "moment"
    case DuckDBTypeId.DATE:
      return "date"
    case DuckDBTypeId.TIME:
    case DuckDBTypeId.TIME_NS:
    case DuckDBTypeId.TIME_TZ:
    case DuckDBTypeId.UUID:
    case DuckDBTypeId.BIT:
      return "neutral"
    default:
      return "text"
  }
}
