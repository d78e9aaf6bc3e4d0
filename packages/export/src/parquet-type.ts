// The Parquet type of a DuckDB type, so that no value is rounded or truncated, at any nesting depth.
//
// By itself DuckDB writes HUGEINT as DOUBLE, INTERVAL in milliseconds, TIMETZ without its offset, and JSON as a
// logical type that some readers decode to objects. HUGEINT becomes DECIMAL(38,0), the others text.
import { type DuckDBType, DuckDBTypeId } from "@duckdb/node-api"
import { identifier } from "./sql-text.ts"
import { isArray, isList, isMap, isStruct } from "./type-kinds.ts"
import { valueText } from "./value-text.ts"

type Leaf = "same" | "text" | "decimal"

const leafOf = (type: DuckDBType): Leaf => {
  switch (type.typeId) {
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
      return "decimal"
    case DuckDBTypeId.VARCHAR:
      return type.alias === "JSON" ? "text" : "same"
    case DuckDBTypeId.BIGNUM:
    case DuckDBTypeId.BIT:
    case DuckDBTypeId.INTERVAL:
    case DuckDBTypeId.SQLNULL:
    case DuckDBTypeId.TIME_TZ:
    case DuckDBTypeId.UNION:
    case DuckDBTypeId.VARIANT:
      return "text"
    default:
      return "same"
  }
}

const inside = (type: DuckDBType): ReadonlyArray<DuckDBType> => {
  if (isList(type) || isArray(type)) return [type.valueType]
  if (isStruct(type)) return type.entryTypes
  return isMap(type) ? [type.keyType, type.valueType] : []
}

const leavesOf = (type: DuckDBType): ReadonlyArray<Leaf> => {
  const types = inside(type)
  return types.length === 0 ? [leafOf(type)] : types.flatMap(leavesOf)
}

/** The type with replaced leaves. */
const typeText = (type: DuckDBType, decimal: string): string => {
  if (isList(type)) return `${typeText(type.valueType, decimal)}[]`
  if (isArray(type)) return `${typeText(type.valueType, decimal)}[${type.length}]`
  if (isMap(type)) return `map(${typeText(type.keyType, decimal)}, ${typeText(type.valueType, decimal)})`
  if (isStruct(type)) {
    const entries = type.entryTypes.map(
      (entry, place) => `${identifier(type.entryNames[place] || `v${place + 1}`)} ${typeText(entry, decimal)}`
    )
    return `struct(${entries.join(", ")})`
  }
  if (type.typeId === DuckDBTypeId.ENUM) return "varchar"
  const leaf = leafOf(type)
  return leaf === "same" ? type.toString() : leaf === "text" ? "varchar" : decimal
}

/** An expression of a type as stored in Parquet. */
export const storedInParquet = (type: DuckDBType, expression: string): string => {
  const leaves = leavesOf(type)
  if (leaves.every((leaf) => leaf === "same")) return expression
  if (inside(type).length === 0 && leafOf(type) === "text") return valueText(type, expression, "UTC")
  // DuckDB casts such integers to decimals without rounding only through text.
  const asText = `${expression}::${typeText(type, "varchar")}`
  return leaves.includes("decimal") ? `${asText}::${typeText(type, "decimal(38, 0)")}` : asText
}
