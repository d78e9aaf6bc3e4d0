// The kind of a DuckDB type, by its id: other copies of @duckdb/node-api have other classes, but the same ids.
import {
  type DuckDBArrayType,
  type DuckDBDecimalType,
  type DuckDBListType,
  type DuckDBMapType,
  type DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId
} from "@duckdb/node-api"

export const isList = (type: DuckDBType): type is DuckDBListType => type.typeId === DuckDBTypeId.LIST
export const isArray = (type: DuckDBType): type is DuckDBArrayType => type.typeId === DuckDBTypeId.ARRAY
export const isStruct = (type: DuckDBType): type is DuckDBStructType => type.typeId === DuckDBTypeId.STRUCT
export const isMap = (type: DuckDBType): type is DuckDBMapType => type.typeId === DuckDBTypeId.MAP
export const isDecimal = (type: DuckDBType): type is DuckDBDecimalType => type.typeId === DuckDBTypeId.DECIMAL
