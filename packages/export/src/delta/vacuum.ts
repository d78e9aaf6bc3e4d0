// Deletes files of a table: those removed before the grace time, and those of killed runs, which are in no commit.
//
// Only files of the owners, within their partitions. Another run may be writing, so files without a commit stay for at
// least an hour.
import { basename, resolve } from "node:path"
import { sweep } from "@chatledger/core/internal"
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import { notWritable } from "../temp-file.ts"
import { placeOf } from "./files.ts"
import { readLog } from "./log.ts"
import { type DeltaLog, logFolder } from "./state.ts"

const HOUR_MILLIS = 60 * 60 * 1000

interface VacuumOptions {
  readonly by: string
  readonly owners: ReadonlySet<string>
  readonly retention: number
}

const foldersOf = Effect.fnUntraced(function* (directory: string, { by, owners }: VacuumOptions) {
  const fs = yield* FileSystem.FileSystem
  const names = yield* Effect.orElseSucceed(fs.readDirectory(directory), () => [])
  return names.filter((name) => {
    if (!name.startsWith(`${by}=`)) return false
    try {
      return owners.has(decodeURIComponent(name.slice(by.length + 1)))
    } catch {
      return false
    }
  })
})

const unnamed = Effect.fnUntraced(function* (log: DeltaLog, options: VacuumOptions, now: number) {
  const fs = yield* FileSystem.FileSystem
  const { join } = yield* Path.Path
  const { directory } = log
  const named = new Set([...log.files.keys()].map((path) => placeOf(directory, path)))
  const found: Array<string> = []
  for (const folder of yield* foldersOf(directory, options))
    for (const name of yield* Effect.orElseSucceed(
      fs.readDirectory(join(directory, folder), { recursive: true }),
      () => []
    )) {
      const place = resolve(directory, folder, name)
      if (named.has(place) || !/^part-[0-9a-f-]{36}\.parquet$/.test(basename(name))) continue
      const info = yield* Effect.option(fs.stat(place))
      const modified = Option.getOrUndefined(Option.flatMap(info, ({ mtime }) => mtime))
      if (modified !== undefined && now - modified.getTime() > Math.max(HOUR_MILLIS, options.retention))
        found.push(place)
    }
  return found
})

const removed = ({ directory, files }: DeltaLog, { by, owners, retention }: VacuumOptions, now: number) =>
  [...files.values()].flatMap(({ add, removedAt, removedIn }) => {
    const isOurs = owners.has(add.partitionValues[by] ?? "")
    const place = placeOf(directory, add.path)
    return isOurs && removedIn !== undefined && now - removedAt >= retention && place !== undefined
      ? [place]
      : []
  })

/**
 * Deletes the files of these owners that a table no longer needs; returns their number. Fails with `OutputNotWritable`.
 */
export const vacuum = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  directory: string,
  options: VacuumOptions
) {
  const fs = yield* FileSystem.FileSystem
  const { join } = yield* Path.Path
  const log = yield* readLog(connection, directory)
  const now = yield* Clock.currentTimeMillis
  yield* sweep(join(directory, logFolder))
  let count = 0
  for (const place of [...removed(log, options, now), ...(yield* unnamed(log, options, now))]) {
    if (!(yield* Effect.orElseSucceed(fs.exists(place), () => false))) continue
    yield* fs.remove(place, { force: true }).pipe(notWritable(place))
    count++
  }
  return count
})
