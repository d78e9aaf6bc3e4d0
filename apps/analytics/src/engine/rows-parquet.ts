// Rows of another engine as Parquet: lines of JSON arrays, with the engine's names of types.
import { identifier, literal } from "@chatledger/export"
import * as Effect from "effect/Effect"
import { openDatabase } from "./database.ts"
import { READ_MEMORY } from "./memory.ts"

interface Column {
  readonly name: string
  /** A type of Trino. */
  readonly type: string
}

const scalars: ReadonlyArray<readonly [RegExp, string]> = [
  [/^(?:boolean|tinyint|smallint|integer|bigint|double|date|uuid)$/, "$&"],
  [/^real$/, "float"],
  [/^decimal\(\d+,\s*\d+\)$/, "$&"],
  [/^timestamp(?:\(\d+\))?$/, "timestamp"],
  [/^timestamp(?:\(\d+\))? with time zone$/, "timestamptz"]
]

/** DuckDB's type of a type of Trino; what has none stays text, as JSON if it is nested. */
const typeOf = (type: string): string => {
  const member = /^array\((.*)\)$/.exec(type)?.[1]
  if (member !== undefined) return /^(?:array|map|row)\(/.test(member) ? "varchar" : `${typeOf(member)}[]`
  const [pattern, written] = scalars.find(([known]) => known.test(type)) ?? [/^.*$/s, "varchar"]
  return type.replace(pattern, written)
}

const cellOf = ({ name, type }: Column, place: number): string => {
  const written = `json ->> '$[${place}]'`
  const target = typeOf(type)
  const value = target.endsWith("[]") ? `from_json(${written}, '["VARCHAR"]')` : written
  return `(${value})::${target} as ${identifier(name)}`
}

/** Writes lines of JSON arrays, one per row, as a Parquet file with these columns. Fails with `DatabaseFailed`. */
export const parquetOfLines = Effect.fnUntraced(function* (
  lines: string,
  columns: ReadonlyArray<Column>,
  path: string
) {
  const options = { isReadOnly: false, memoryLimit: READ_MEMORY, temporaryFolder: `${path}.tmp` }
  const database = yield* openDatabase(":memory:", options)
  const cells = columns.map(cellOf).join(", ")
  yield* database.run(
    `copy (select ${cells} from read_ndjson_objects(${literal(lines)})) to ${literal(path)} (format parquet)`
  )
}, Effect.scoped)
