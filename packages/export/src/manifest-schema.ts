// The schema of a manifest, in a module of its own: it is slow to load, and only needed to read a manifest.
import * as Schema from "effect/Schema"
import { exportFormats } from "./formats.ts"

const TableRows = Schema.Struct({ table: Schema.String, rows: Schema.Number })

export const ManifestFile = Schema.Struct({
  file: Schema.String,
  format: Schema.Literals([...exportFormats, "html", "md", "txt"]),
  tables: Schema.Array(TableRows),
  /** Total of all tables. */
  rows: Schema.Number,
  bytes: Schema.Number,
  /** Lower-case hexadecimal. */
  sha256: Schema.String
})

/** The files of one run. */
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
  /** Number of cells of the column shortened to the format's limit. */
  cells: Schema.Number
})

const SplitRows = Schema.Struct({
  kind: Schema.Literal("rows"),
  file: Schema.String,
  table: Schema.String,
  rows: Schema.Number,
  /** Names of the sheets with the rows, in order. */
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
  /** The caller's description of the data source. */
  source: Schema.optionalKey(Schema.Record(Schema.String, Schema.Json)),
  files: Schema.Array(ManifestFile),
  /** Earlier runs with files that are still there; left out if there are none. */
  kept: Schema.optionalKey(Schema.Array(Run)),
  cuts: Schema.Array(Truncation)
})

/** Replaces the manifest while files are being replaced. */
export const PartialManifest = Schema.Struct({
  /** Names of all our files. */
  files: Schema.Array(Schema.String),
  /** Their metadata before and after the run: of several entries with one name, one is valid. */
  runs: Schema.optionalKey(Schema.Array(Run)),
  /** New files that could not replace a file in use, stored beside it. */
  waiting: Schema.optionalKey(Schema.Array(Schema.String))
})

/** Decodes JSON text with a schema. */
export const decode =
  <S extends Schema.Constraint & { readonly DecodingServices: never }>(schema: S) =>
  (text: string) =>
    Schema.decodeUnknownEffect(Schema.fromJsonString(schema))(text)
