// The schema of a manifest, apart from it: it is only needed where there is a manifest to read, and takes its time to load.
import * as Schema from "effect/Schema"
import { exportFormats } from "./formats.ts"

const TableRows = Schema.Struct({ table: Schema.String, rows: Schema.Number })

export const ManifestFile = Schema.Struct({
  file: Schema.String,
  format: Schema.Literals([...exportFormats, "html", "md", "txt"]),
  tables: Schema.Array(TableRows),
  /** Of all its tables. */
  rows: Schema.Number,
  bytes: Schema.Number,
  /** Lower-case hexadecimal. */
  sha256: Schema.String
})

/** Files of one run. */
export const Run = Schema.Struct({
  created_at: Schema.String,
  time_zone: Schema.String,
  source: Schema.optionalKey(Schema.Record(Schema.String, Schema.Json)),
  files: Schema.Array(ManifestFile)
})

const ShortenedCells = Schema.Struct({
  kind: Schema.Literal("cells"),
  file: Schema.String,
  table: Schema.String,
  column: Schema.String,
  /** How many cells of the column were shortened to what the format can hold. */
  cells: Schema.Number
})

const SplitRows = Schema.Struct({
  kind: Schema.Literal("rows"),
  file: Schema.String,
  table: Schema.String,
  rows: Schema.Number,
  /** The sheets that the rows were spread over, in order. */
  sheets: Schema.Array(Schema.String)
})

const Truncation = Schema.Union([ShortenedCells, SplitRows])

export const Manifest = Schema.Struct({
  format: Schema.Literal("chatledger-export"),
  version: Schema.Literal(1),
  program: Schema.Struct({ name: Schema.String, version: Schema.String }),
  created_at: Schema.String,
  time_zone: Schema.String,
  metadata: Schema.Record(Schema.String, Schema.String),
  /** What the caller knows of where the rows come from. */
  source: Schema.optionalKey(Schema.Record(Schema.String, Schema.Json)),
  files: Schema.Array(ManifestFile),
  /** Earlier runs of which files still stand, and these files; left out if there are none. */
  kept: Schema.optionalKey(Schema.Array(Run)),
  cuts: Schema.Array(Truncation)
})

/** What stands in for a manifest while files are replaced. */
export const PartialManifest = Schema.Struct({
  /** The names of all files that are ours. */
  files: Schema.Array(Schema.String),
  /** What is known of them, from before and after: of several files of one name, one stands. */
  runs: Schema.optionalKey(Schema.Array(Run)),
  /** Files that could not take their place and wait beside it. */
  waiting: Schema.optionalKey(Schema.Array(Schema.String))
})

/** The value of a text of JSON, as a schema has it. */
export const decode =
  <S extends Schema.Constraint & { readonly DecodingServices: never }>(schema: S) =>
  (text: string) =>
    Schema.decodeUnknownEffect(Schema.fromJsonString(schema))(text)
