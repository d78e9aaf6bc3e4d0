// The columns of a table in its log: columns may be added, but never dropped or changed in type.
import { type DuckDBType, DuckDBTypeId } from "@duckdb/node-api"
import * as Schema from "effect/Schema"
import { columnSettings, type QueryColumn, type Table } from "../table.ts"
import { isList } from "../type-kinds.ts"

export type FieldType =
  | string
  | { readonly type: "array"; readonly elementType: unknown; readonly containsNull: boolean }

export interface Field {
  readonly name: string
  readonly type: FieldType
  readonly nullable: boolean
  readonly metadata: Readonly<Record<string, unknown>>
}

const SchemaText = Schema.fromJsonString(
  Schema.Struct({
    type: Schema.Literal("struct"),
    fields: Schema.Array(
      Schema.Struct({
        name: Schema.String,
        type: Schema.Union([
          Schema.String,
          Schema.Struct({
            type: Schema.Literal("array"),
            elementType: Schema.Unknown,
            containsNull: Schema.Boolean
          })
        ]),
        nullable: Schema.Boolean,
        metadata: Schema.Record(Schema.String, Schema.Unknown)
      })
    )
  })
)

const simple: Partial<Readonly<Record<DuckDBTypeId, string>>> = {
  [DuckDBTypeId.BOOLEAN]: "boolean",
  [DuckDBTypeId.SMALLINT]: "short",
  [DuckDBTypeId.INTEGER]: "integer",
  [DuckDBTypeId.BIGINT]: "long",
  [DuckDBTypeId.FLOAT]: "float",
  [DuckDBTypeId.DOUBLE]: "double",
  [DuckDBTypeId.DATE]: "date",
  [DuckDBTypeId.TIMESTAMP_TZ]: "timestamp",
  [DuckDBTypeId.VARCHAR]: "string"
}

/** The Delta type of a DuckDB type; string for types that are text in Parquet. */
const typeOf = (type: DuckDBType): FieldType =>
  isList(type)
    ? { type: "array", elementType: typeOf(type.valueType), containsNull: true }
    : (simple[type.typeId] ?? "string")

/** The fields of a table's columns, with their comments. */
export const fieldsOf = (table: Table, columns: ReadonlyArray<QueryColumn>): ReadonlyArray<Field> =>
  columns.map(({ name, type }) => {
    const { comment } = columnSettings(table, name)
    return { name, type: typeOf(type), nullable: true, metadata: comment === undefined ? {} : { comment } }
  })

/** Parses the schema of a log; throws if it is invalid. */
export const fieldsIn: (schemaString: string) => ReadonlyArray<Field> = (schemaString) =>
  Schema.decodeUnknownSync(SchemaText)(schemaString).fields

export const schemaString = (fields: ReadonlyArray<Field>): string =>
  JSON.stringify({ type: "struct", fields })

const sameType = (one: FieldType, other: FieldType) => JSON.stringify(one) === JSON.stringify(other)

/** Adds a table's new fields to those of a log; returns the field whose type has changed, if any. */
export const grown = (
  before: ReadonlyArray<Field>,
  own: ReadonlyArray<Field>,
  partitionColumns: ReadonlyArray<string>
): { readonly fields: ReadonlyArray<Field>; readonly isGrown: boolean } | { readonly changed: Field } => {
  const known = new Map(before.map((field) => [field.name, field]))
  const changed = own.find(({ name, type }) => {
    const was = known.get(name)
    return was !== undefined && !sameType(was.type, type)
  })
  if (changed !== undefined) return { changed }
  const added = own.filter(({ name }) => !known.has(name))
  const isKey = ({ name }: Field) => partitionColumns.includes(name)
  const fields = [...before.filter((field) => !isKey(field)), ...added, ...before.filter(isKey)]
  return { fields, isGrown: added.length > 0 }
}
