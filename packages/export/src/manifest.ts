// The manifest of an export folder: the files of the last run, their source, and the program.
// It is written last and removed before any file is replaced: a folder without it has no complete export.
// In between, `.manifest.partial.json` lists our files, so that the next run may replace them.
// Gotcha: a file that is not listed anywhere belongs to someone else.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import type * as schema from "./manifest-schema.ts"

/** The file in which an export into a folder lists what it wrote. */
export const manifestName = "manifest.json"
export const partialManifestName = ".manifest.partial.json"

/** One file of an export: the row counts of its tables, its size in bytes and its SHA-256. */
export type ManifestFile = typeof schema.ManifestFile.Type

/** The files of one run, with its time, time zone and data source. */
export type Run = typeof schema.Run.Type

/** Replaces the manifest while files are being replaced. */
export type PartialManifest = typeof schema.PartialManifest.Type

/** The caller's description of the data source. */
export type Source = NonNullable<Manifest["source"]>

/** The result of one run into a folder. `created_at` is RFC 3339 in UTC. */
export type Manifest = typeof schema.Manifest.Type

const encode = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

/** The runs in a manifest, the last one at the end. */
export const runsOf = ({ created_at, files, kept = [], source, time_zone }: Manifest): ReadonlyArray<Run> => [
  ...kept,
  { created_at, time_zone, ...(source === undefined ? {} : { source }), files }
]

/** The text of `manifest.json`. */
export const manifestText = (manifest: Manifest) => encode(manifest)

/** The text of `.manifest.partial.json`. */
export const partialText = (partial: PartialManifest) => encode(partial)

const read = (path: string) => Effect.flatMap(FileSystem.FileSystem, (fs) => fs.readFileString(path))

const schemas = Effect.promise(() => import("./manifest-schema.ts"))

/** The manifest of a folder; none if it is missing or not ours. */
export const readManifest = Effect.fnUntraced(function* (directory: string) {
  const path = yield* Path.Path
  return yield* read(path.join(directory, manifestName)).pipe(
    Effect.flatMap((text) => Effect.flatMap(schemas, ({ decode, Manifest }) => decode(Manifest)(text))),
    Effect.option
  )
})

/** The partial manifest of a folder; none if no run was interrupted there. */
export const readPartial = Effect.fnUntraced(function* (directory: string) {
  const path = yield* Path.Path
  return yield* read(path.join(directory, partialManifestName)).pipe(
    Effect.flatMap((text) =>
      Effect.flatMap(schemas, ({ decode, PartialManifest }) => decode(PartialManifest)(text))
    ),
    Effect.option
  )
})
