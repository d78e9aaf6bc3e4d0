// The manifest of an export folder: what the last run wrote there, from what, by which program.
// It is written last and removed before any file is replaced: a folder without it contains no complete export.
// Between the two, `.manifest.partial.json` remembers which files are ours, so that the next run may replace them.
// Gotcha: a file that is listed nowhere is someone else's.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import type * as schema from "./manifest-schema.ts"

export const manifestName = "manifest.json"
export const partialManifestName = ".manifest.partial.json"

/** One file of an export: its tables with their rows, its size in bytes and its SHA-256. */
export type ManifestFile = typeof schema.ManifestFile.Type

/** Files of one run, with its moment, its time zone and where its rows came from. */
export type Run = typeof schema.Run.Type

/** What stands in for a manifest while files are replaced. */
export type PartialManifest = typeof schema.PartialManifest.Type

/** What the caller said of where the rows come from. */
export type Source = NonNullable<Manifest["source"]>

/** What one run wrote into a folder. `created_at` is RFC 3339 in UTC. */
export type Manifest = typeof schema.Manifest.Type

const encode = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

/** The runs that a manifest tells of, the last one at the end. */
export const runsOf = ({ created_at, files, kept = [], source, time_zone }: Manifest): ReadonlyArray<Run> => [
  ...kept,
  { created_at, time_zone, ...(source === undefined ? {} : { source }), files }
]

/** The text of `manifest.json`. */
export const manifestText = (manifest: Manifest) => encode(manifest)

/** The text of what stands in for a manifest. */
export const partialText = (partial: PartialManifest) => encode(partial)

const read = (path: string) => Effect.flatMap(FileSystem.FileSystem, (fs) => fs.readFileString(path))

const schemas = Effect.promise(() => import("./manifest-schema.ts"))

/** The manifest of a folder; none when there is none, or none of ours. */
export const readManifest = Effect.fnUntraced(function* (directory: string) {
  const path = yield* Path.Path
  return yield* read(path.join(directory, manifestName)).pipe(
    Effect.flatMap((text) => Effect.flatMap(schemas, ({ decode, Manifest }) => decode(Manifest)(text))),
    Effect.option
  )
})

/** What stands in for the manifest of a folder; none if no run broke off there. */
export const readPartial = Effect.fnUntraced(function* (directory: string) {
  const path = yield* Path.Path
  return yield* read(path.join(directory, partialManifestName)).pipe(
    Effect.flatMap((text) =>
      Effect.flatMap(schemas, ({ decode, PartialManifest }) => decode(PartialManifest)(text))
    ),
    Effect.option
  )
})
