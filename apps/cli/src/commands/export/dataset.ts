// `chatledger export --format delta`: updates a dataset, which other archives and engines may also use.

import * as NodePath from "node:path"
import type { Database } from "@chatledger/analytics"
import {
  combinedFrom,
  combinedNames,
  combinedTables,
  datasetTables,
  keptMarks,
  marksByInstance,
  READ_MEMORY
} from "@chatledger/analytics/internal"
import { reasonOf } from "@chatledger/archive/internal"
import { combineDataset, exportDataset } from "@chatledger/export"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { durationOf } from "../../configuration/instant.ts"
import { WrongUsage } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import { program } from "../../program.ts"
import { bucketOf, isBucket, onBucket } from "../../tables/bucket.ts"
import { openDataset } from "../../tables/dataset.ts"
import { warnOfUnknown } from "../../tables/instances.ts"
import { useTables } from "../../tables/open-tables.ts"
import { Messages } from "../../terminal/console.ts"
import { FileNotWritten } from "../../terminal/stdout.ts"
import type { ExportFlags } from "./command.ts"

const FORMAT = "delta"
/** Megabytes of DuckDB's memory limit while a dataset is written: larger sorts spill to disk. */
const MEMORY = { least: 600, perMillion: 300 }
const MILLION = 1_000_000
/** The default folder of a dataset. */
export const DATASET_FOLDER = "./chatledger-dataset"

/** Whether the flags request a dataset; fails with `WrongUsage` if they also request other formats. */
export const isForDataset = Effect.fnUntraced(function* ({ format }: ExportFlags) {
  const names = Option.getOrElse(format, () => "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
  if (!names.includes(FORMAT)) return false
  return names.length > 1 ? yield* new WrongUsage({ reason: strings.exporting.datasetAlone }) : true
})

/** A dataset is always complete: flags that filter are refused by name. */
const refuseNarrowing = Effect.fnUntraced(function* (given: ExportFlags) {
  const narrowing = {
    table: given.table.length > 0,
    from: Option.isSome(given.from),
    to: Option.isSome(given.to),
    last: Option.isSome(given.last),
    chat: given.chat.length > 0,
    type: given.type.length > 0,
    query: Option.isSome(given.query),
    name: Option.isSome(given.name),
    param: Object.keys(given.param).length > 0,
    partition: Option.isSome(given.partition),
    pseudonymize: given.pseudonymize
  }
  for (const [flag, isGiven] of Object.entries(narrowing))
    if (isGiven) return yield* new WrongUsage({ reason: strings.exporting.datasetWhole(flag) })
})

/** A bucket, and the folder where its files are written first. */
const inBucketOf = Effect.fnUntraced(function* (address: string) {
  const fs = yield* FileSystem.FileSystem
  const bucket = yield* bucketOf(address)
  const directory = yield* fs.makeTempDirectoryScoped({ prefix: "chatledger-bucket-" }).pipe(
    Effect.mapError((error) => {
      const reason = strings.reason(reasonOf(error))
      return new FileNotWritten({ path: strings.configuration.temporaryFile, reason })
    })
  )
  return { place: bucket.url, directory, bucket }
})

const placeOf = Effect.fnUntraced(function* ({ out }: ExportFlags) {
  const folder = Option.getOrElse(out, () => DATASET_FOLDER)
  if (folder === "") return yield* new WrongUsage({ reason: strings.exporting.outEmpty })
  if (isBucket(folder)) return yield* inBucketOf(folder)
  if (folder === "-" || /^[a-z][a-z0-9+.-]+:\/\//i.test(folder))
    return yield* new WrongUsage({ reason: strings.exporting.datasetFolder(folder) })
  return { place: folder, directory: NodePath.resolve(folder), bucket: undefined }
})

type Place = Effect.Success<ReturnType<typeof placeOf>>

const names = Object.values(combinedNames)

/** Updates the tables that combine what all archives of the dataset know. */
const combine = (
  database: Database,
  directory: string,
  retention: number,
  onMissing: (path: string) => void
) =>
  combineDataset(
    database.connection,
    { directory, tables: names, sources: combinedFrom, program, retention, onMissing },
    Effect.fnUntraced(function* (archives) {
      const isOfSeveral = archives > 1
      const own = isOfSeveral ? yield* openDataset(directory, { tables: new Set(combinedFrom) }) : database
      return { connection: own.connection, tables: yield* combinedTables(own, isOfSeveral) }
    })
  )

/** Limits memory by the number of messages: what cannot spill, such as the sides of joins, grows with them. */
const limitMemory = Effect.fnUntraced(function* (database: Database) {
  const [{ messages = 0 } = {}] = yield* database.rows("select count(*) as messages from messages")
  const megabytes = MEMORY.least + Math.ceil((MEMORY.perMillion * Number(messages)) / MILLION)
  yield* database.run(`set memory_limit = '${Math.min(megabytes, Number.parseInt(READ_MEMORY, 10))}MB'`)
})

const write = Effect.fnUntraced(function* (
  database: Database,
  given: ExportFlags,
  { bucket, directory, place }: Place,
  retention: number
) {
  const messages = yield* Messages
  yield* limitMemory(database)
  yield* warnOfUnknown(database, given.instance)
  const { owners, tables } = yield* datasetTables(database, given.instance)
  if (owners.length === 0) return yield* new WrongUsage({ reason: strings.exporting.datasetEmpty })
  const marks = yield* marksByInstance(database)
  const own = new Map([...marks].map(([instance, all]) => [instance, new Set(all)]))
  const missing: Array<string> = []
  const onMissing = (path: string) => void missing.push(path.replace(directory, place))
  const exported = exportDataset(database.connection, {
    directory,
    tables,
    owners: new Set(owners),
    marksOf: (instance) => keptMarks(marks.get(instance) ?? []),
    isOurs: (instance, before) => before.some((mark) => own.get(instance)?.has(mark)),
    force: given.force,
    program,
    retention,
    onTable: (table) => Effect.runSync(messages.progress(strings.exporting.datasetTable(table))),
    onMissing
  })
  const whole = Effect.tap(exported, () => combine(database, directory, retention, onMissing))
  const report = yield* bucket === undefined ? whole : onBucket(bucket, directory, whole)
  yield* messages.clear
  for (const path of missing) yield* messages.warn(strings.exporting.datasetMissing(path))
  yield* messages.note(strings.exporting.dataset(report, place))
}, Effect.scoped)

export const runDataset = Effect.fnUntraced(function* (given: ExportFlags) {
  yield* refuseNarrowing(given)
  const place = yield* placeOf(given)
  const retention = given.retention === "0" ? 0 : yield* durationOf("retention", given.retention)
  yield* useTables(given, (database) => write(database, given, place, retention))
}, Effect.scoped)
