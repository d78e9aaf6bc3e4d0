// The manifest of an export folder: what the last run wrote there, from what, by which program.
// It is written last and removed before any file is replaced: a folder without it holds no complete export.
// Between the two, `.manifest.partial.json` remembers which files are ours, so that the next run may replace them.
// Gotcha: a file that is listed nowhere is somebody else's.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Schema from "effect/Schema"

export const manifestName = "manifest.json"
export const partialManifestName = ".manifest.partial.json"

const ExportFormat = Schema.Literals(["parquet", "csv", "xlsx"])

const TableRows = Schema.Struct({ table: Schema.String, rows: Schema.Number })

const ManifestFile = Schema.Struct({
  file: Schema.String,
  format: ExportFormat,
  tables: Schema.Array(TableRows),
  /** Of all its tables. */
  rows: Schema.Number,
  bytes: Schema.Number,
  /** Lower-case hexadecimal. */
  sha256: Schema.String
})

const CellsCut = Schema.Struct({
  kind: Schema.Literal("cells"),
  file: Schema.String,
  table: Schema.String,
  column: Schema.String,
  /** How many cells of the column were shortened to what the format can hold. */
  cells: Schema.Number
})

const RowsSplit = Schema.Struct({
  kind: Schema.Literal("rows"),
  file: Schema.String,
  table: Schema.String,
  rows: Schema.Number,
  /** The sheets that the rows were spread over, in order. */
  sheets: Schema.Array(Schema.String)
})

const Cut = Schema.Union([CellsCut, RowsSplit])

const Manifest = Schema.Struct({
  format: Schema.Literal("chatledger-export"),
  version: Schema.Literal(1),
  program: Schema.Struct({ name: Schema.String, version: Schema.String }),
  created_at: Schema.String,
  time_zone: Schema.String,
  metadata: Schema.Record(Schema.String, Schema.String),
  /** What the caller knows of where the rows come from. */
  source: Schema.optionalKey(Schema.Record(Schema.String, Schema.Json)),
  files: Schema.Array(ManifestFile),
  cuts: Schema.Array(Cut)
})

/** One file of an export: its tables with their rows, its size in bytes and its SHA-256. */
export type ManifestFile = typeof ManifestFile.Type

/** Something that a format could not hold as it was: shortened cells, or rows spread over several sheets. */
export type Cut = typeof Cut.Type

/** What one run wrote into a folder. `created_at` is RFC 3339 in UTC. */
export type Manifest = typeof Manifest.Type

const Partial = Schema.Struct({ files: Schema.Array(Schema.String) })

const encode = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

/** The text of `manifest.json`. */
export const manifestText = (manifest: Manifest) => encode(manifest)

/** The text of the list that stands in for a manifest while files are replaced. */
export const partialText = (files: ReadonlyArray<string>) => encode({ files })

const readAs = <S extends Schema.Constraint & { readonly DecodingServices: never }>(
  schema: S,
  path: string
) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const text = yield* fs.readFileString(path)
    return yield* Schema.decodeUnknownEffect(Schema.fromJsonString(schema))(text)
  }).pipe(Effect.option)

/** The manifest of a folder; none when there is none, or none of ours. */
export const readManifest = Effect.fnUntraced(function* (directory: string) {
  const path = yield* Path.Path
  return yield* readAs(Manifest, path.join(directory, manifestName))
})

/** The names of the files in a folder that earlier runs wrote, finished or not. */
export const ownFiles = Effect.fnUntraced(function* (directory: string) {
  const path = yield* Path.Path
  const manifest = yield* readManifest(directory)
  const partial = yield* readAs(Partial, path.join(directory, partialManifestName))
  const listed =
    manifest._tag === "Some" ? [manifestName, ...manifest.value.files.map(({ file }) => file)] : []
  const pending = partial._tag === "Some" ? partial.value.files : []
  return new Set([...listed, ...pending])
})
