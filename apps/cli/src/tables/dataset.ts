// The tables of a dataset, in place of an archive's, for a command that reads.
//
// Views and people of several archives, which the session creates, are in a temporary folder that is deleted with the
// scope.
import * as NodePath from "node:path"
import { openDatabase } from "@chatledger/analytics"
import { datasetFile, READ_MEMORY } from "@chatledger/analytics/internal"
import { reasonOf } from "@chatledger/archive/internal"
import type { ReadOptions } from "@chatledger/export"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { strings } from "../messages/strings.ts"
import { FileNotWritten } from "../terminal/stdout.ts"
import { bucketCache, bucketOf, isBucket, onBucket } from "./bucket.ts"

/**
 * Creates the database of a dataset's tables, until the scope closes: its file, a spill folder, and the folder that it
 * reads.
 */
export const datasetPlaces = Effect.fnUntraced(function* (dataset: string, options: ReadOptions = {}) {
  const fs = yield* FileSystem.FileSystem
  const bucket = isBucket(dataset) ? yield* bucketOf(dataset) : undefined
  const folder = bucket === undefined ? NodePath.resolve(dataset) : bucketCache(bucket)
  const own = yield* fs.makeTempDirectoryScoped({ prefix: "chatledger-dataset-" }).pipe(
    Effect.mapError(
      (error) =>
        new FileNotWritten({
          path: strings.configuration.temporaryFile,
          reason: strings.reason(reasonOf(error))
        })
    )
  )
  const made = datasetFile(folder, own, options)
  const file = yield* bucket === undefined ? made : onBucket(bucket, folder, made)
  return { file, spill: NodePath.join(own, "tmp"), folder }
})

/** Opens the tables of a dataset, read-only, until the scope closes. */
export const openDataset = Effect.fnUntraced(function* (dataset: string, options: ReadOptions = {}) {
  const { file, spill } = yield* datasetPlaces(dataset, options)
  return yield* openDatabase(file, { isReadOnly: true, memoryLimit: READ_MEMORY, temporaryFolder: spill })
})
